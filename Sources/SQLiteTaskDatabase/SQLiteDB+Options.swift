extension SQLiteDB {
    /// The file and the table of a database, and how it is written.
    public struct Options: Sendable, Equatable {
        /// The path of the file. Its directory must exist; SQLite keeps two more files beside it while it is in use, with
        /// `-wal` and `-shm` added to the name.
        public var path: String
        /// The table in the file: any name that is not empty, contains no NUL and does not begin with `sqlite_`. To SQLite
        /// names that differ only in the case of ASCII letters are equal.
        public var table: String
        /// Which writes a power loss can undo.
        public var synchronous: Synchronous
        /// The most seconds that a write waits for another process to finish its own.
        public var busyTimeout: Double
        /// The most pages of 4096 bytes that the file can have; nil is no limit.
        package var maximumPages: Int?

        package static let defaultFilename = "tasks.db"

        /// Creates options; nothing is checked before the database is opened.
        public init(
            path: String = "tasks.db", table: String = "ipython-tasks", synchronous: Synchronous = .full,
            busyTimeout: Double = 5
        ) {
            self.path = path
            self.table = table
            self.synchronous = synchronous
            self.busyTimeout = busyTimeout
        }

        /// Checks the table's name.
        ///
        /// - Throws: `TaskDatabaseError` of kind `invalidOption`.
        package func check() throws { _ = try TableName(table) }
    }

    /// How far a write is on its way to the disk when it returns. Every level survives the end of the process.
    public enum Synchronous: String, Sendable, CaseIterable {
        /// It is on the disk, and survives a power loss.
        case full
        /// A power loss can undo the last writes but does not damage the file.
        case normal
        /// A power loss can damage the file.
        case off
    }
}
