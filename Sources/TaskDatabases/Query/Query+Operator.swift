extension Query {
    /// An operator of the query language with its operand.
    ///
    /// "Equal" is ``Value/matches(_:)``: 1 and 1.0 are equal, values of different types are not.
    public enum Operator: Sendable {
        /// `$eq`: the value is equal to the operand.
        case equal(Value)
        /// `$ne`: the value is not equal to the operand. Null is not equal to any other value.
        case notEqual(Value)
        /// `$lt`, `$lte`, `$gt` or `$gte`: the value is of the operand's type and ordered so before or after it.
        ///
        /// Numbers are ordered exactly, text by code points, bytes as unsigned numbers, instants by time, and false before
        /// true. Null, NaN, lists and documents have no order and satisfy no range.
        case range(RangeOperator, Value)
        /// `$in`: the value is equal to one of the set.
        case `in`(ValueSet)
        /// `$nin`: the value is equal to none of the set.
        case notIn(ValueSet)
        /// `$glob`: the value is text that matches the pattern.
        case glob(Glob)
        /// `$all`: every operand is in the list that is the value, or equal to a value that is neither a list nor null.
        /// No operands match nothing.
        case containsAll([Value])
        /// `$mod`: the value is a number that, without its fraction, leaves this remainder. The divisor is never 0; the
        /// remainder has the sign of the value.
        case remainder(divisor: Int, equals: Int)
    }

    /// An operator of order; its raw value is its name in a check.
    public enum RangeOperator: String, Sendable {
        /// Before the operand.
        case less = "$lt"
        /// Before the operand, or equal to it.
        case lessOrEqual = "$lte"
        /// After the operand.
        case greater = "$gt"
        /// After the operand, or equal to it.
        case greaterOrEqual = "$gte"

        fileprivate func holds(_ order: ValueOrder) -> Bool {
            switch self {
            case .less: order == .ascending
            case .lessOrEqual: order != .descending
            case .greater: order == .descending
            case .greaterOrEqual: order != .ascending
            }
        }
    }
}

extension Query.Operator {
    fileprivate static let names = [
        "$eq", "$ne", "$lt", "$lte", "$gt", "$gte", "$in", "$nin", "$glob", "$exists", "$all", "$mod",
    ]

    init(name: String, operand: Value) throws {
        if let range = Query.RangeOperator(rawValue: name) {
            self = .range(range, operand)
            return
        }
        switch name {
        case "$eq": self = .equal(operand)
        case "$ne": self = .notEqual(operand)
        case "$in": self = .in(Query.ValueSet(try Self.list(operand, for: name)))
        case "$nin": self = .notIn(Query.ValueSet(try Self.list(operand, for: name)))
        // Every record has every key, and null says that nothing is known.
        case "$exists": self = try Self.truth(operand) ? .notEqual(.null) : .equal(.null)
        case "$glob": self = .glob(try Self.pattern(operand))
        case "$all": self = .containsAll(try Self.list(operand, for: name))
        case "$mod": self = try Self.remainder(operand)
        default: throw Self.unknown(name)
        }
    }

    /// - Parameter value: nil where the record lacks the key.
    func holds(for value: Value?) -> Bool {
        let held = value ?? .null
        switch self {
        case .equal(let operand): return held.matches(operand)
        case .notEqual(let operand): return !held.matches(operand)
        case .range(let range, let operand): return held.order(to: operand).map(range.holds) ?? false
        case .in(let operands): return operands.contains(held)
        case .notIn(let operands): return !operands.contains(held)
        case .glob(let glob):
            guard case .text(let text) = held else { return false }
            return glob.matches(text)
        case .containsAll(let operands):
            let elements = if case .list(let list) = held { Query.ValueSet(list) } else { Query.ValueSet([held]) }
            return held != .null && !operands.isEmpty && operands.allSatisfy(elements.contains)
        case .remainder(let divisor, let remainder):
            guard let number = held.truncated else { return false }
            return number.remainderReportingOverflow(dividingBy: divisor).partialValue == remainder
        }
    }

    static func unknown(_ name: String) -> TaskDatabaseError {
        TaskDatabaseError(.unknownOperator, "unknown operator \(name); there are \(names.joined(separator: " "))")
    }
}

// MARK: - Parsing operands

extension Query.Operator {
    private static func list(_ operand: Value, for name: String) throws -> [Value] {
        guard case .list(let values) = operand else { throw invalid("\(name) needs a list, not \(operand.typeName)") }
        return values
    }

    private static func truth(_ operand: Value) throws -> Bool {
        switch operand {
        case .bool(let wanted): return wanted
        case .integer(let number): return number != 0
        default: throw invalid("$exists needs True or False, not \(operand.typeName)")
        }
    }

    private static func pattern(_ operand: Value) throws -> Query.Glob {
        guard case .text(let pattern) = operand else { throw invalid("$glob needs a pattern, not \(operand.typeName)") }
        return try Query.Glob(pattern)
    }

    private static func remainder(_ operand: Value) throws -> Self {
        guard case .list(let values) = operand, values.count == 2, let divisor = values[0].truncated,
            let remainder = values[1].truncated
        else { throw invalid("$mod needs a list of two numbers, the divisor and the remainder") }
        guard divisor != 0 else { throw invalid("$mod cannot divide by 0") }
        return .remainder(divisor: divisor, equals: remainder)
    }

    private static func invalid(_ message: String) -> TaskDatabaseError { TaskDatabaseError(.invalidOperand, message) }
}

extension Value {
    /// The number without its fraction, as `$mod` uses it; nil for another type and for a number beyond 64 bits.
    fileprivate var truncated: Int? {
        switch self {
        case .integer(let number): number
        case .double(let number): Int(exactly: number.rounded(.towardZero))
        default: nil
        }
    }
}
