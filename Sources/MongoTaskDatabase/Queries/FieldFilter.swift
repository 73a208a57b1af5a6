import TaskDatabases

/// Compiles operators on one field into a server's own.
struct FieldFilter {
    /// A filter that finds every record that satisfies an operator.
    struct Clause {
        /// Nil if it may be any record.
        var filter: Document?
        /// Whether the filter finds no other record.
        var isExact: Bool

        static let never = Clause(filter: ["msg_id": ["$in": []]], isExact: true)
        static let always = Clause(filter: nil, isExact: true)
        static let unknown = Clause(filter: nil, isExact: false)
    }

    /// The values that a field can hold.
    private enum Kind {
        /// Text.
        case name
        /// An instant, or null.
        case date
        case any
    }

    private let name: String
    private let kind: Kind

    init(_ key: String) {
        name = FieldName.topLevel(key)
        kind = key == "msg_id" ? .name : TaskRecord.dateKeys.contains(key) ? .date : .any
    }

    func clause(_ operation: Query.Operator) -> Clause {
        switch operation {
        case .equal(let operand): equal(operand)
        case .notEqual(let operand): notAmong("$ne", [operand]) { $0[0] }
        case .range(let range, let operand): ordered(range, operand)
        case .in(let operands): isIn(operands)
        case .notIn(let operands): notAmong("$nin", operands.values) { .list($0) }
        case .glob(let glob): inBounds(of: glob)
        case .containsAll(let operands): containing(operands)
        // Some servers compute $mod wrongly for integers that a double cannot hold exactly.
        case .remainder: kind == .any ? found("$type", "number", isExact: false) : .never
        }
    }

    private func found(_ name: String, _ operand: Value, isExact: Bool) -> Clause {
        Clause(filter: [self.name: .document([name: operand])], isExact: isExact)
    }
}

// MARK: - Equality

extension FieldFilter {
    /// How a server's equality compares with the query language's, for an operand in this field.
    private enum Equality {
        /// They are the same.
        case same
        /// The server also finds others: lists with such an element, or instants in the same millisecond.
        case wider
        /// The server may find fewer.
        case other
        /// The field never holds such a value.
        case never
    }

    private func equality(_ operand: Value) -> Equality {
        switch (kind, operand) {
        case (.name, .text), (.date, .null): .same
        case (.date, .instant(let instant)): Self.isStorable(instant) ? .wider : .never
        case (.name, _), (.date, _): .never
        case (.any, .list), (.any, .document): .other
        case (.any, .double(let double)): double.isNaN ? .other : .wider
        case (.any, .instant(let instant)): Self.isStorable(instant) ? .wider : .never
        case (.any, _): .wider
        }
    }

    /// Whether a record can hold the instant.
    private static func isStorable(_ instant: Instant) -> Bool {
        Instant.earliest <= instant && instant <= Instant.latest
    }

    private func equal(_ operand: Value) -> Clause {
        switch equality(operand) {
        case .same: found("$eq", operand, isExact: true)
        case .wider: found("$eq", operand, isExact: false)
        case .other: .unknown
        case .never: .never
        }
    }

    private func isIn(_ operands: Query.ValueSet) -> Clause {
        let possible = operands.values.map { (value: $0, equality: equality($0)) }.filter { $0.equality != .never }
        if possible.contains(where: { $0.equality == .other }) { return .unknown }
        guard !possible.isEmpty else { return .never }
        let isExact = possible.allSatisfy { $0.equality == .same }
        return found("$in", .list(possible.map(\.value)), isExact: isExact)
    }

    /// A server must not exclude more than the records that are equal to an operand. So operands that are instants are left
    /// out of the filter, and lists are always included.
    private func notAmong(_ name: String, _ operands: [Value], _ operand: ([Value]) -> Value) -> Clause {
        let possible = operands.map { (value: $0, equality: equality($0)) }.filter { $0.equality != .never }
        let excluded = possible.filter { $0.equality != .other && !$0.value.isInstant }.map(\.value)
        guard !excluded.isEmpty else { return possible.isEmpty ? .always : .unknown }
        if kind != .any { return found(name, operand(excluded), isExact: excluded.count == possible.count) }
        let isOther: Value = [self.name: [name: operand(excluded)]]
        let isList: Value = ["\(self.name).0": ["$exists": true]]
        return Clause(filter: ["$or": [isOther, isList]], isExact: false)
    }
}

// MARK: - Order, patterns and parts

extension FieldFilter {
    private func ordered(_ range: Query.RangeOperator, _ operand: Value) -> Clause {
        switch (kind, operand) {
        case (.name, .text): found(range.rawValue, operand, isExact: true)
        case (.date, .instant(let instant)), (.any, .instant(let instant)): ordered(range, instant)
        case (.name, _), (.date, _): .never
        case (.any, .null), (.any, .list), (.any, .document): .never
        case (.any, .bytes): .unknown
        case (.any, .double(let double)) where double.isNaN: .never
        case (.any, _): found(range.rawValue, operand, isExact: false)
        }
    }

    /// The server keeps the millisecond that an instant is in, so that only one at the start of a millisecond is an exact
    /// bound.
    private func ordered(_ range: Query.RangeOperator, _ instant: Instant) -> Clause {
        guard Self.isStorable(instant) else { return .unknown }
        let isBound = instant.microsecondRest == 0
        switch range {
        case .less where isBound: return found("$lt", .instant(instant), isExact: kind == .date)
        case .less, .lessOrEqual: return found("$lte", .instant(instant), isExact: false)
        case .greaterOrEqual: return found("$gte", .instant(instant), isExact: kind == .date && isBound)
        case .greater: return found("$gte", .instant(instant), isExact: false)
        }
    }

    private func inBounds(of glob: Query.Glob) -> Clause {
        guard kind != .date else { return .never }
        let (lower, upper) = glob.bounds
        var bounds: Document = ["$gte": .text(lower)]
        if let upper { bounds["$lt"] = .text(upper) }
        return Clause(filter: [name: .document(bounds)], isExact: false)
    }

    private func containing(_ operands: [Value]) -> Clause {
        guard !operands.isEmpty, !operands.contains(where: { equality($0) == .never }) else { return .never }
        guard !operands.contains(where: { equality($0) == .other }) else { return .unknown }
        return found("$all", .list(operands), isExact: false)
    }
}

extension Value {
    fileprivate var isInstant: Bool { if case .instant = self { true } else { false } }
}
