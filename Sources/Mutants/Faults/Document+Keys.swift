import TaskDatabases

extension Document {
    /// What has one of the 23 keys.
    var withoutOtherKeys: Document {
        Document(filter { TaskRecord.keys.contains($0.name) }.map { ($0.name, $0.value) })
    }

    /// What has a key that is not one of the 23.
    var otherKeys: Document { Document(filter { !TaskRecord.keys.contains($0.name) }.map { ($0.name, $0.value) }) }
}
