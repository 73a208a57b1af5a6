import Synchronization

/// The database that keeps its records in memory, within limits.
///
/// Getting by msg_id takes constant time, and so does updating anything but `submitted`; adding and dropping take
/// logarithmic time. Finding looks only at the records that the query's msg_ids, engines, clients, its `completed` or its
/// bounds of `submitted` leave open, whichever are fewest; any other query looks at every record. Calls from several tasks
/// take turns.
public final class DictDB: TaskDatabase {
    private let store: Mutex<RecordStore>

    /// Makes an empty database.
    public init(limits: Limits = Limits()) { store = Mutex(RecordStore(limits: limits)) }

    public func addRecord(_ msgID: String, _ record: TaskRecord) async throws {
        let id = HashedID(ExactText(msgID))
        try store.withLock { try $0.add(id, record) }
    }

    public func getRecord(_ msgID: String) async throws -> TaskRecord {
        let id = HashedID(ExactText(msgID))
        return try store.withLock { try $0.record(id) }
    }

    public func updateRecord(_ msgID: String, _ changes: Document) async throws {
        let id = HashedID(ExactText(msgID))
        try store.withLock { try $0.update(id, changes) }
    }

    public func dropRecord(_ msgID: String) async throws {
        let id = HashedID(ExactText(msgID))
        try store.withLock { try $0.drop(id) }
    }

    public func dropMatchingRecords(_ check: Document) async throws {
        let query = try Query(check)
        store.withLock { $0.drop(matching: query) }
    }

    public func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord] {
        let query = try Query(check)
        return try store.withLock { $0.records(matching: query) }.selecting(keys)
    }

    public func getHistory() async -> [String] { store.withLock { $0.history() } }
}
