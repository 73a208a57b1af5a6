extension Query {
    /// The operands of `$in` and `$nin`.
    public struct ValueSet: Sendable {
        /// Those of the values that are text.
        let texts: Set<ExactText>
        private let others: Set<QueriedValue>

        init(_ values: [Value]) {
            texts = Set(values.lazy.compactMap { if case .text(let text) = $0 { ExactText(text) } else { nil } })
            others = Set(values.lazy.compactMap { if case .text = $0 { nil } else { QueriedValue(value: $0) } })
        }

        /// How many values there are, equal ones counted once.
        public var count: Int { texts.count + others.count }

        /// The values in no particular order, equal ones once. Takes time in proportion to ``count``.
        public var values: [Value] { texts.map { .text($0.string) } + others.map(\.value) }

        /// Whether a value is equal to one of the set, as ``Value/matches(_:)`` defines it. Takes time in proportion to the
        /// value's size.
        public func contains(_ value: Value) -> Bool {
            if case .text(let text) = value { return texts.contains(ExactText(text)) }
            return others.contains(QueriedValue(value: value))
        }
    }
}

/// A value that is equal to those that a query for it finds.
private struct QueriedValue: Hashable, Sendable {
    let value: Value

    static func == (left: QueriedValue, right: QueriedValue) -> Bool { left.value.matches(right.value) }

    func hash(into hasher: inout Hasher) { value.combine(into: &hasher) }
}

extension Value {
    /// Feeds a hasher with what is the same for all values that match.
    fileprivate func combine(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .double(let value):
            if let whole = Int(exactly: value) { hasher.combine(whole) } else if !value.isNaN { hasher.combine(value) }
        case .text(let value): hasher.combine(ExactText(value))
        case .bytes(let value): hasher.combine(value)
        case .instant(let value): hasher.combine(value)
        case .list(let values):
            hasher.combine(values.count)
            for value in values { value.combine(into: &hasher) }
        case .document(let fields):
            // Fields in another order are equal.
            let hashes = fields.map { field in
                var hasher = Hasher()
                hasher.combine(ExactText(field.name))
                field.value.combine(into: &hasher)
                return hasher.finalize()
            }
            hasher.combine(hashes.reduce(hashes.count, &+))
        }
    }
}
