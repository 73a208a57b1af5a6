/// What one field must satisfy: an operator of the query language with its operand.
package enum Test: Sendable {
    case equal(Value)
    case notEqual(Value)
    case ordered(Comparison, Value)
    case oneOf(ValueSet)
    case noneOf(ValueSet)
    case exists(Bool)
    case glob(Glob)
    case containsAll([Value])
    case remainder(divisor: Int, equals: Int)

    /// A range operator.
    package enum Comparison: Sendable {
        case less, lessOrEqual, greater, greaterOrEqual

        func holds(_ order: ValueOrder) -> Bool {
            switch self {
            case .less: order == .ascending
            case .lessOrEqual: order != .descending
            case .greater: order == .descending
            case .greaterOrEqual: order != .ascending
            }
        }
    }

    /// The operators of the language, `$eq` first.
    static let operators = [
        "$eq", "$ne", "$lt", "$lte", "$gt", "$gte", "$in", "$nin", "$glob", "$exists", "$all", "$mod",
    ]

    init(operator name: String, operand: Value) throws {
        switch name {
        case "$eq": self = .equal(operand)
        case "$ne": self = .notEqual(operand)
        case "$lt": self = .ordered(.less, operand)
        case "$lte": self = .ordered(.lessOrEqual, operand)
        case "$gt": self = .ordered(.greater, operand)
        case "$gte": self = .ordered(.greaterOrEqual, operand)
        case "$in": self = .oneOf(ValueSet(try Self.list(operand, for: name)))
        case "$nin": self = .noneOf(ValueSet(try Self.list(operand, for: name)))
        case "$exists": self = .exists(try Self.truth(operand))
        case "$glob": self = .glob(try Self.pattern(operand))
        case "$all": self = .containsAll(try Self.list(operand, for: name))
        case "$mod": self = try Self.remainder(operand)
        default: throw Self.unknownOperator(name)
        }
    }

    /// - Parameter value: nil where the record lacks the field.
    package func passes(_ value: Value?) -> Bool {
        let held = value ?? .null
        switch self {
        case .equal(let operand): return held.matches(operand)
        case .notEqual(let operand): return !held.matches(operand)
        case .ordered(let comparison, let operand): return held.order(to: operand).map(comparison.holds) ?? false
        case .oneOf(let operands): return operands.contains(held)
        case .noneOf(let operands): return !operands.contains(held)
        case .exists(let wanted): return (value != nil) == wanted
        case .glob(let glob):
            guard case .text(let text) = held else { return false }
            return glob.matches(text)
        case .containsAll(let operands):
            let elements = if case .list(let list) = held { ValueSet(list) } else { ValueSet([held]) }
            return !operands.isEmpty && operands.allSatisfy(elements.contains)
        case .remainder(let divisor, let remainder):
            guard let number = held.truncated else { return false }
            return number.remainderReportingOverflow(dividingBy: divisor).partialValue == remainder
        }
    }

    static func unknownOperator(_ name: String) -> TaskDatabaseError {
        TaskDatabaseError(.unknownOperator, "unknown operator \(name); there are \(operators.joined(separator: " "))")
    }
}

// MARK: - Reading operands

extension Test {
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

    private static func pattern(_ operand: Value) throws -> Glob {
        guard case .text(let pattern) = operand else { throw invalid("$glob needs a pattern, not \(operand.typeName)") }
        return Glob(pattern)
    }

    private static func remainder(_ operand: Value) throws -> Test {
        guard case .list(let values) = operand, values.count == 2, let divisor = values[0].truncated,
            let remainder = values[1].truncated
        else { throw invalid("$mod needs a list of two numbers, the divisor and the remainder") }
        guard divisor != 0 else { throw invalid("$mod cannot divide by 0") }
        return .remainder(divisor: divisor, equals: remainder)
    }

    private static func invalid(_ message: String) -> TaskDatabaseError { TaskDatabaseError(.invalidOperand, message) }
}

extension Value {
    /// A number without its fraction, as `$mod` takes it; nil for anything that is no number or beyond 64 bits.
    fileprivate var truncated: Int? {
        switch self {
        case .integer(let number): number
        case .double(let number): Int(exactly: number.rounded(.towardZero))
        default: nil
        }
    }
}
