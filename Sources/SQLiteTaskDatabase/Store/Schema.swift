import GRDB
import GRDBSQLite
import TaskDatabases

/// What a file says of itself, and the tables in it.
struct Schema {
    /// "tkdb": the first bytes that tell this application's files from any other SQLite database.
    static let applicationID: Int32 = 0x746B_6462

    /// Steps from one version of the format to the next; a file of version n has been through the first n.
    let migrations: [@Sendable (Database) throws -> Void]

    static let current = Schema(migrations: [
        { database in
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
    ])

    var version: Int { migrations.count }

    /// Brings a file to this version, and sees to it that it has the table. A file that has both is only read.
    ///
    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore`; ``SQLiteFailure`` or `DatabaseError`.
    func prepare(_ database: Database, table: TableName, path: String) throws {
        if try isReady(database, table, path) { return }
        try database.inTransaction(.immediate) {
            // Another process may have been faster.
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
                "\(path) has version \(version) of the task database's format, and this program knows no later one than "
                    + "\(self.version); use the program that wrote it, or a newer one")
        }
    }

    static func foreign(_ path: String) -> TaskDatabaseError {
        TaskDatabaseError(
            .foreignStore,
            "\(path) is an SQLite database of another application; if ipyparallel wrote it, `taskdb import` brings its "
                + "tasks over into a file of their own")
    }

    private static func number(_ database: Database, _ pragma: String) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
    }
}
