import GRDB
import TaskDatabases

/// The database that keeps its records in a file, and has them again when it is opened again.
///
/// A write returns once it is on the disk; writes that come at the same time go there together, so that many tasks are
/// faster than one. Reads see what was acknowledged and wait for nobody. Several processes may use one file.
///
/// Records come back as they were given, to the microsecond and the offset. Finding by msg_id, `submitted`, `started`,
/// `completed`, `engine_uuid`, `client_uuid` and `label` uses an index; other checks look at every record.
public final class SQLiteDB: PersistentTaskDatabase {
    private let options: Options
    private let pool: DatabasePool
    private let commits: GroupCommit
    private let table: RecordTable

    /// Opens a file, and makes it and its table where there are none.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`, with the file as it was, for a file of another application or
    ///   of a later version; `unavailable` if it cannot be opened; `invalidOption`.
    public convenience init(_ options: Options) throws { try self.init(options, schema: .current) }

    init(_ options: Options, schema: Schema) throws {
        self.options = options
        table = RecordTable(try TableName(options.table))
        pool = try StoreFile(path: options.path, schema: schema).open(options)
        commits = GroupCommit(pool)
    }

    public func addRecord(_ msgID: String, _ record: TaskRecord) async throws {
        let row = Self.row(record.fields)
        try await write { table, database in try table.add(msgID, row, database) }
    }

    public func getRecord(_ msgID: String) async throws -> TaskRecord {
        try readHere { table, database in try table.get(msgID, database) }
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

    public func removeAllRecords() async throws {
        try await write { table, database in try table.drop(where: .always, database) }
    }

    public func close() async throws {
        try translatingErrors(at: options.path, waiting: options.busyTimeout) {
            do {
                // What waits goes first; then the file holds everything and needs no other beside it.
                try pool.barrierWriteWithoutTransaction { _ = try? $0.checkpoint(.truncate) }
                try pool.close()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
                // It is closed already.
            }
        }
    }
}

extension SQLiteDB {
    /// A setting of the connection that writes, by the name of its PRAGMA.
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
            // Each read is one statement, which sees one state of the file without a transaction around it.
            try await pool.unsafeRead { try work(table, $0) }
        }
    }

    /// Reads on the thread that asks: for what takes less time than going to another and back.
    private func readHere<Result>(_ work: (RecordTable, Database) throws -> Result) throws -> Result {
        try translatingErrors(at: options.path, waiting: options.busyTimeout) {
            try pool.unsafeRead { try work(table, $0) }
        }
    }

    /// A row, or why there is none: what is wrong with a record is told only after what is wrong with its msg_id.
    private static func row(_ fields: Document) -> Result<Row, any Error> {
        Result {
            try TaskRecord.checkDates(in: fields)
            return try Row(fields)
        }
    }
}

extension SQLiteDB {
    /// How SQLite would find the records of a check, one line a step: which index it uses, or `SCAN` where it looks at
    /// every record.
    ///
    /// - Throws: ``TaskDatabaseError`` as ``findRecords(_:keys:)`` does.
    public func queryPlan(_ check: Document) async throws -> [String] {
        let condition = try Query(check).sql()
        return try await read { table, database in try table.plan(condition, database) }
    }
}
