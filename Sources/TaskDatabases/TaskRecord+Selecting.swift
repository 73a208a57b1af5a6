extension [TaskRecord] {
    /// The records with `msg_id` and some keys only, null under each that a record lacks; nil and no keys mean all.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unknownKey` for a key that the Hub does not write and no record has.
    package func selecting(_ keys: [String]?) throws -> [TaskRecord] {
        guard let keys, !keys.isEmpty else { return self }
        for key in keys where !TaskRecord.keys.contains(key) && !contains(where: { $0[key] != nil }) {
            throw TaskDatabaseError(.unknownKey, "no record has a key '\(key)'")
        }
        let selected = SharedKeys((["msg_id"] + keys).map(ExactText.init))
        var finder = FieldFinder(selected.names)
        return map { TaskRecord(Document(selected, finder.values(in: $0.fields))) }
    }
}
