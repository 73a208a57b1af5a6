extension Query {
    /// The operands of `$in` and `$nin`.
    ///
    /// Texts, which are msg_ids and uuids in most checks, are hashed; other values are few and compared one by one.
    public struct ValueSet: Sendable {
        let texts: Set<ExactText>
        let others: [Value]

        init(_ values: [Value]) {
            var texts = Set<ExactText>(minimumCapacity: values.count)
            var others: [Value] = []
            for value in values {
                if case .text(let text) = value { texts.insert(ExactText(text)) } else { others.append(value) }
            }
            self.texts = texts
            self.others = others
        }

        /// How many values there are, each text counted once.
        public var count: Int { texts.count + others.count }

        /// The values in no particular order, each text once. Takes time in proportion to ``count``.
        public var values: [Value] { texts.map { .text($0.string) } + others }

        /// Whether a value is equal to one of the set, as ``Value/matches(_:)`` defines it. Takes constant time for text.
        public func contains(_ value: Value) -> Bool {
            if case .text(let text) = value { return texts.contains(ExactText(text)) }
            return others.contains { value.matches($0) }
        }
    }
}
