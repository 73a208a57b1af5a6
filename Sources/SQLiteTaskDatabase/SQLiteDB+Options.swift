extension SQLiteDB {
    /// Where a database is kept, and how.
    public struct Options: Sendable, Equatable {
        /// The file. Its directory must exist; beside it SQLite keeps two more while it is in use, `-wal` and `-shm`.
        public var path: String
        /// The table in it: any name that is not empty, has no NUL in it, and does not begin with `sqlite_`. SQLite takes
        /// names that differ only in the case of ASCII letters for the same.
        public var table: String
        /// What a power loss may undo.
        public var synchronous: Synchronous
        /// How long a write waits for another process to finish its own, in seconds.
        public var busyTimeout: Double
        /// The most pages of 4096 bytes that the file may grow to; nil for as many as the disk holds.
        package var maximumPages: Int?

        public static let defaultFilename = "tasks.db"
        public static let defaultTable = "ipython-tasks"

        public init(
            path: String = defaultFilename, table: String = defaultTable, synchronous: Synchronous = .full,
            busyTimeout: Double = 5
        ) {
            self.path = path
            self.table = table
            self.synchronous = synchronous
            self.busyTimeout = busyTimeout
        }

        /// - Throws: `TaskDatabaseError` of kind `invalidOption` for a table that cannot be named so.
        public func check() throws { _ = try TableName(table) }
    }

    /// How far a write is on its way to the disk when it returns. With each of them it outlives the process.
    public enum Synchronous: String, Sendable, CaseIterable {
        /// It is on the disk: it outlives a power loss, too.
        case full
        /// A power loss may undo the last writes, and leaves the file sound.
        case normal
        /// A power loss may damage the file.
        case off
    }
}
