/// The operands of `$in`, `$nin` and the elements for `$all`: asks whether one matches in constant time.
///
/// The values that are asked for most, msg_ids and uuids, are hashed; the rest are few and compared one by one.
package struct ValueSet: Sendable {
    package let texts: Set<ExactText>
    package let others: [Value]

    init(_ values: [Value]) {
        var texts: Set<ExactText> = []
        var others: [Value] = []
        for value in values {
            if case .text(let text) = value { texts.insert(ExactText(text)) } else { others.append(value) }
        }
        self.texts = texts
        self.others = others
    }

    func contains(_ value: Value) -> Bool {
        if case .text(let text) = value { return texts.contains(ExactText(text)) }
        return others.contains { value.matches($0) }
    }
}
