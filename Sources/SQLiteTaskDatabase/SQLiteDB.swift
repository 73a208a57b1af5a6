import GRDB
import TaskDatabases

/// The database that keeps its records in an SQLite file.
///
/// A write returns once it is on the disk. Writes that arrive while another is on its way there share the next commit, so
/// that many tasks together write faster than one. Reads see every acknowledged write and do not wait for writes. Several
/// processes can use one file. No call blocks a thread of the cooperative pool; only ``init(_:)`` blocks its caller.
///
/// Records come back unchanged, to the microsecond and the offset. Checks on msg_id, `submitted`, `started`, `completed`,
/// `engine_uuid`, `client_uuid` and `label` use an index; other checks look at every record.
public final class SQLiteDB: PersistentTaskDatabase {
    private let options: Options
    private let pool: DatabasePool
    private let commits: GroupCommit
    private let reads: ReadQueue
    private let table: RecordTable

    /// Opens a file, and creates it and its table if they are missing.
    ///
    /// Blocks the thread while it reads the file, and for up to ``Options/busyTimeout`` seconds if another process has it
    /// locked.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore` for a file of another application or of a later version, which
    ///   stays unchanged; `unavailable` if it cannot be opened; `invalidOption`.
    public convenience init(_ options: Options) throws { try self.init(options, schema: .current) }

    init(_ options: Options, schema: Schema) throws {
        self.options = options
        table = RecordTable(try TableName(options.table))
        pool = try StoreFile(path: options.path, schema: schema).open(options)
        commits = GroupCommit(pool)
        reads = ReadQueue(pool)
    }

    public func addRecord(_ msgID: String, _ record: TaskRecord) async throws {
        let row = Self.row(record.fields)
        try await write { table, database in try table.add(msgID, row, database) }
    }

    public func getRecord(_ msgID: String) async throws -> TaskRecord {
        try await read { table, database in try table.get(msgID, database) }
    }

    public func updateRecord(_ msgID: String, _ changes: Document) async throws {
        let row = Self.row(changes)
        try await write { table, database in try table.update(msgID, row, database) }
    }

    public func dropRecord(_ msgID: String) async throws {
        try await write { table, database in try table.drop(msgID, database) }
    }

    public func dropMatchingRecords(_ check: Document) async throws {
        let condition = try Query(check).sql()
        try await write { table, database in try table.drop(where: condition, database) }
    }

    public func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord] {
        let condition = try Query(check).sql()
        let selection = FieldSelection(keys: keys)
        return try await read { table, database in try table.find(condition, selection, database) }
    }

    public func getHistory() async throws -> [String] {
        try await read { table, database in try table.history(database) }
    }

    package func removeAllRecords() async throws {
        try await write { table, database in try table.drop(where: .always, database) }
    }

    /// Closes the file once every earlier call is done; later calls throw kind `unavailable`. Closing again does nothing.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unavailable`.
    public func close() async throws {
        try await translatingErrors(at: options.path, waiting: options.busyTimeout) { [commits, reads] in
            do {
                await reads.close()
                try await commits.close()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
                // It is closed already.
            }
        }
    }
}

extension SQLiteDB {
    /// Returns a setting of the connection that writes, by the name of its PRAGMA.
    func setting(_ name: String) async throws -> Int? {
        try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
    }

    private typealias Work<Result> = @Sendable (RecordTable, Database) throws -> Result

    private func write(_ work: @escaping Work<Void>) async throws {
        let table = table
        try await translatingErrors(at: options.path, waiting: options.busyTimeout) {
            try await commits.write { try work(table, $0) }
        }
    }

    private func read<Result: Sendable>(_ work: @escaping Work<Result>) async throws -> Result {
        let table = table
        return try await translatingErrors(at: options.path, waiting: options.busyTimeout) {
            try await reads.read { try work(table, $0) }
        }
    }

    /// A row, or the error that it has: an error of the msg_id, which only the database knows, comes first.
    private static func row(_ fields: Document) -> Result<Row, any Error> {
        Result {
            try TaskRecord.checkDates(in: fields)
            return try Row(fields)
        }
    }
}

extension SQLiteDB {
    /// Returns SQLite's plan for a check, one line for each step: the index that it uses, or `SCAN` if it looks at every
    /// record.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `unknownOperator` or `invalidOperand`.
    public func queryPlan(_ check: Document) async throws -> [String] {
        let condition = try Query(check).sql()
        return try await read { table, database in try table.plan(condition, database) }
    }
}
