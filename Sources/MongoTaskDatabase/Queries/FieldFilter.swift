import TaskDatabases

/// Says the tests of one field in a server's operators.
struct FieldFilter {
    /// A filter that finds all that passes a test; nil where that may be any record.
    struct Clause {
        var filter: Document?
        /// Whether it finds nothing else.
        var isExact: Bool

        static let never = Clause(filter: ["msg_id": ["$in": []]], isExact: true)
        static let always = Clause(filter: nil, isExact: true)
        static let unknown = Clause(filter: nil, isExact: false)
    }

    /// What the database lets a field hold.
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

    func clause(_ test: Test) -> Clause {
        switch test {
        case .equal(let operand): equal(operand)
        case .notEqual(let operand): notEqual(operand)
        case .ordered(let comparison, let operand): ordered(comparison, operand)
        case .oneOf(let operands): oneOf(operands)
        case .noneOf(let operands): noneOf(operands)
        case .exists(let wanted): found("$exists", .bool(wanted), isExact: true)
        case .glob(let glob): beginning(with: glob)
        case .containsAll(let operands): containing(operands)
        // Not every server divides numbers that a double cannot hold exactly.
        case .remainder: kind == .any ? found("$type", "number", isExact: false) : .never
        }
    }

    private func found(_ name: String, _ operand: Value, isExact: Bool) -> Clause {
        Clause(filter: [self.name: .document([name: operand])], isExact: isExact)
    }
}

// MARK: - Equality

extension FieldFilter {
    /// How a server's equality stands to the pages', for a value in this field.
    private enum Equality {
        /// They are the same.
        case same
        /// The server finds more: lists with such an element, or other instants of the same millisecond.
        case wider
        /// The server may find less.
        case other
        /// The field never holds such a value.
        case never
    }

    private func equality(_ operand: Value) -> Equality {
        switch (kind, operand) {
        case (.name, .text), (.date, .null): .same
        case (.date, .instant(let instant)): Self.isTold(instant) ? .wider : .never
        case (.name, _), (.date, _): .never
        case (.any, .list), (.any, .document): .other
        case (.any, .double(let double)): double.isNaN ? .other : .wider
        case (.any, .instant(let instant)): Self.isTold(instant) ? .wider : .never
        case (.any, _): .wider
        }
    }

    /// No other instant is ever kept.
    private static func isTold(_ instant: Instant) -> Bool { Instant.earliest <= instant && instant <= Instant.latest }

    private func equal(_ operand: Value) -> Clause {
        switch equality(operand) {
        case .same: found("$eq", operand, isExact: true)
        case .wider: found("$eq", operand, isExact: false)
        case .other: .unknown
        case .never: .never
        }
    }

    private func oneOf(_ operands: ValueSet) -> Clause {
        let possible = operands.values.map { (value: $0, equality: equality($0)) }.filter { $0.equality != .never }
        if possible.contains(where: { $0.equality == .other }) { return .unknown }
        guard !possible.isEmpty else { return .never }
        let isExact = possible.allSatisfy { $0.equality == .same }
        return found("$in", .list(possible.map(\.value)), isExact: isExact)
    }

    private func notEqual(_ operand: Value) -> Clause { notAmong("$ne", [operand]) { $0[0] } }

    private func noneOf(_ operands: ValueSet) -> Clause { notAmong("$nin", operands.values) { .list($0) } }

    /// What a server leaves out must not be more than what is equal to a value: never a list, and no instant.
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
    private func ordered(_ comparison: Test.Comparison, _ operand: Value) -> Clause {
        switch (kind, operand) {
        case (.name, .text): found(comparison.name, operand, isExact: true)
        case (.date, .instant(let instant)), (.any, .instant(let instant)): ordered(comparison, instant)
        case (.name, _), (.date, _): .never
        case (.any, .null), (.any, .list), (.any, .document): .never
        case (.any, .bytes): .unknown
        case (.any, .double(let double)) where double.isNaN: .never
        case (.any, _): found(comparison.name, operand, isExact: false)
        }
    }

    /// What was in a millisecond is before its end and not before its beginning.
    private func ordered(_ comparison: Test.Comparison, _ instant: Instant) -> Clause {
        guard Instant.earliest <= instant, instant <= Instant.latest else { return .unknown }
        let isBound = instant.microsecondRest == 0
        switch comparison {
        case .less where isBound: return found("$lt", .instant(instant), isExact: kind == .date)
        case .less, .lessOrEqual: return found("$lte", .instant(instant), isExact: false)
        case .greaterOrEqual: return found("$gte", .instant(instant), isExact: kind == .date && isBound)
        case .greater: return found("$gte", .instant(instant), isExact: false)
        }
    }

    private func beginning(with glob: Glob) -> Clause {
        guard kind != .date else { return .never }
        let (start, end) = glob.bounds
        let upper: Document = end.map { ["$lt": .text($0)] } ?? [:]
        var bounds: Document = ["$gte": .text(start)]
        bounds.merge(upper)
        return Clause(filter: [name: .document(bounds)], isExact: false)
    }

    private func containing(_ operands: [Value]) -> Clause {
        guard !operands.isEmpty, !operands.contains(where: { equality($0) == .never }) else { return .never }
        guard !operands.contains(where: { equality($0) == .other }) else { return .unknown }
        return found("$all", .list(operands), isExact: false)
    }
}

extension Test.Comparison {
    fileprivate var name: String {
        switch self {
        case .less: "$lt"
        case .lessOrEqual: "$lte"
        case .greater: "$gt"
        case .greaterOrEqual: "$gte"
        }
    }
}

extension ValueSet {
    fileprivate var values: [Value] { texts.map { .text($0.string) } + others }
}

extension Value {
    fileprivate var isInstant: Bool { if case .instant = self { true } else { false } }
}
