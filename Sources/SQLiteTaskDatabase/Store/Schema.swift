import GRDB
import GRDBSQLite
import TaskDatabases

/// The version and the tables of a file.
struct Schema {
    /// "tkdb", which distinguishes this application's files from other SQLite databases.
    static let applicationID: Int32 = 0x746B_6462

    /// The steps from one version of the format to the next. A file of version n has had the first n.
    let migrations: [@Sendable (Database) throws -> Void]

    static let current = Schema(migrations: [
        { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        },
        renameTables,
    ])

    var version: Int { migrations.count }

    /// Migrates a file to this version, and creates the table if it is missing. A file that needs neither is only read.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`; ``SQLiteFailure`` or `DatabaseError`.
    func prepare(_ database: Database, table: TableName, path: String) throws {
        if try isReady(database, table, path) { return }
        try database.inTransaction(.immediate) {
            // Another process may have done it in the meantime.
            if try isReady(database, table, path) { return .commit }
            let version = try Self.number(database, "user_version")
            for migration in migrations.dropFirst(version) { try migration(database) }
            try database.execute(sql: "PRAGMA user_version = \(self.version)")
            try database.execute(sql: table.creation)
            return .commit
        }
    }

    private func isReady(_ database: Database, _ table: TableName, _ path: String) throws -> Bool {
        let version = try Self.number(database, "user_version")
        let application = try Self.number(database, "application_id")
        if application != Int(Self.applicationID) {
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            guard application == 0, version == 0, isEmpty else { throw Self.foreign(path) }
            return false
        }
        try check(version: version, path)
        return try version == self.version && database.tableExists(table.name)
    }

    func check(version: Int, _ path: String) throws {
        guard version <= self.version else {
            throw TaskDatabaseError(
                .foreignStore,
                "\(path) has version \(version) of the task database's format, and this program reads versions up to "
                    + "\(self.version); use a newer version of this program")
        }
    }

    /// Gives the tables, which version 1 named as they were given, and their indexes the names of ``TableName``.
    @Sendable private static func renameTables(_ database: Database) throws {
        let tables = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
        for given in tables {
            let table = try TableName(given)
            guard table.name != given else { continue }
            let indexes = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
                arguments: [given])
            for index in indexes { try database.execute(sql: "DROP INDEX \(index.quotedDatabaseIdentifier)") }
            try database.execute(sql: "ALTER TABLE \(given.quotedDatabaseIdentifier) RENAME TO \(table.quoted)")
            try database.execute(sql: table.creation)
        }
    }

    static func foreign(_ path: String) -> TaskDatabaseError {
        TaskDatabaseError(
            .foreignStore,
            "\(path) is an SQLite database of another application; if ipyparallel wrote it, `taskdb import` copies its "
                + "tasks into a new file")
    }

    private static func number(_ database: Database, _ pragma: String) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
    }
}
