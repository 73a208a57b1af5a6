import TaskDatabases

/// The database that the article on judging calls `MyDatabase`: DictDB behind a type of a package's own.
struct MyDatabase: TaskDatabase {
    private let records: DictDB

    init(limits: DictDB.Limits = DictDB.Limits()) { records = DictDB(limits: limits) }

    func addRecord(_ msgID: String, _ record: TaskRecord) async throws { try await records.addRecord(msgID, record) }
    func getRecord(_ msgID: String) async throws -> TaskRecord { try await records.getRecord(msgID) }
    func updateRecord(_ msgID: String, _ changes: Document) async throws {
        try await records.updateRecord(msgID, changes)
    }
    func dropRecord(_ msgID: String) async throws { try await records.dropRecord(msgID) }
    func dropMatchingRecords(_ check: Document) async throws { try await records.dropMatchingRecords(check) }
    func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord] {
        try await records.findRecords(check, keys: keys)
    }
    func getHistory() async throws -> [String] { await records.getHistory() }
}

/// The database that the article calls `LimitedDatabase`: it takes the options that a case sets.
struct LimitedDatabase: TaskDatabase {
    private let database: MyDatabase

    init(options: Document) throws {
        var (records, bytes, fraction) = (1024, 1 << 30, 0.1)
        for (name, value) in options {
            switch (name, value) {
            case ("record_limit", .integer(let limit)): records = limit
            case ("size_limit", .integer(let limit)): bytes = limit
            case ("cull_fraction", .double(let part)): fraction = part
            case ("cull_fraction", .integer(let part)): fraction = Double(part)
            default: throw TaskDatabaseError(.invalidOption, "there is no option \(name) with such a value")
            }
        }
        database = MyDatabase(
            limits: try DictDB.Limits(records: records, bufferBytes: bytes, cullFraction: fraction))
    }

    func addRecord(_ msgID: String, _ record: TaskRecord) async throws { try await database.addRecord(msgID, record) }
    func getRecord(_ msgID: String) async throws -> TaskRecord { try await database.getRecord(msgID) }
    func updateRecord(_ msgID: String, _ changes: Document) async throws {
        try await database.updateRecord(msgID, changes)
    }
    func dropRecord(_ msgID: String) async throws { try await database.dropRecord(msgID) }
    func dropMatchingRecords(_ check: Document) async throws { try await database.dropMatchingRecords(check) }
    func findRecords(_ check: Document, keys: [String]?) async throws -> [TaskRecord] {
        try await database.findRecords(check, keys: keys)
    }
    func getHistory() async throws -> [String] { try await database.getHistory() }
}
