/// The database that stores nothing, so that the Hub stays small.
///
/// Writes of any kind are accepted and ignored, even with checks that are invalid. Reads throw kind `notRecorded`.
public struct NoDB: TaskDatabase {
    /// Creates a database.
    public init() {}

    public func addRecord(_ msgID: String, _ record: TaskRecord) {}
    public func updateRecord(_ msgID: String, _ changes: Document) {}
    public func dropRecord(_ msgID: String) {}
    public func dropMatchingRecords(_ check: Document) {}

    public func getRecord(_ msgID: String) throws -> TaskRecord { throw Self.nothingStored }
    public func findRecords(_ check: Document, keys: [String]?) throws -> [TaskRecord] { throw Self.nothingStored }
    public func getHistory() throws -> [String] { throw Self.nothingStored }

    private static var nothingStored: TaskDatabaseError {
        TaskDatabaseError(
            .notRecorded, "NoDB stores no records; choose a recording backend such as DictDB to look tasks up")
    }
}
