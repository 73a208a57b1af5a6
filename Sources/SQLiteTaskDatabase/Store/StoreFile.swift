import Foundation
import GRDB
import GRDBSQLite
import TaskDatabases

/// The file of a database. It is inspected before it is opened, so that another application's file stays unchanged.
struct StoreFile {
    let path: String
    let schema: Schema

    /// - Throws: ``TaskDatabaseError`` of kind `foreignStore` or `unavailable`.
    func open(_ options: SQLiteDB.Options) throws -> DatabasePool {
        try inspect()
        let table = try TableName(options.table)
        return try translatingErrors(at: path, waiting: options.busyTimeout) {
            let pool = try DatabasePool(path: path, configuration: Self.configuration(options))
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL, with which a power loss can undo acknowledged writes.
                try database.execute(sql: "PRAGMA synchronous = \(options.synchronous.rawValue)")
                if let pages = options.maximumPages { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
                try schema.prepare(database, table: table, path: path)
            }
            return pool
        }
    }

    private static func configuration(_ options: SQLiteDB.Options) -> Configuration {
        var configuration = Configuration()
        configuration.label = "taskdb.SQLiteDB"
        configuration.busyMode = .timeout(options.busyTimeout)
        configuration.maximumReaderCount = ReadQueue.limit
        // If a rollback fails, the next write reports it; by default GRDB would end the process.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { try PassesFunction.register(in: $0) }
        return configuration
    }
}

// MARK: - Inspecting

extension StoreFile {
    /// Reads only the header of the file.
    private func inspect() throws {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let files = FileManager.default
        guard Self.type(of: directory) == .typeDirectory else { throw unavailable("its directory does not exist") }
        if let type = Self.type(of: path) {
            guard type != .typeDirectory else { throw unavailable("it is a directory") }
            // Opening a pipe waits until another program writes to it.
            guard type == .typeRegular else { throw unavailable("it is a pipe or a device, not a file") }
            try inspect(head: try head())
            guard files.isWritableFile(atPath: path) else { throw unavailable("the file is read-only") }
        }
        guard files.isWritableFile(atPath: directory) else { throw unavailable("its directory is read-only") }
    }

    /// The type of a file; nil if it does not exist. Follows links.
    private static func type(of path: String) -> FileAttributeType? {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    }

    /// The first bytes, read through SQLite's own file: whoever opens and closes the file by other means takes away the
    /// locks of every database that this process has open on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    private func head() throws -> [UInt8] {
        var connection: OpaquePointer?
        defer { unsafe sqlite3_close(connection) }
        guard unsafe sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
            throw unavailable("it is not readable")
        }
        var file: UnsafeMutablePointer<sqlite3_file>?
        var size: sqlite3_int64 = 0
        guard unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK,
            let methods = unsafe file?.pointee.pMethods?.pointee, unsafe methods.xFileSize?(file, &size) == SQLITE_OK
        else { throw unavailable("it is not readable") }
        var bytes = [UInt8](repeating: 0, count: min(Head.count, Int(size)))
        guard unsafe methods.xRead?(file, &bytes, Int32(bytes.count), 0) == SQLITE_OK else {
            throw unavailable("it cannot be read")
        }
        return bytes
    }

    private func inspect(head bytes: [UInt8]) throws {
        // An empty file, or one that another process is creating.
        if bytes.isEmpty { return }
        guard let head = Head(bytes) else {
            throw TaskDatabaseError(.foreignStore, "\(path) is not an SQLite database")
        }
        guard head.applicationID == Schema.applicationID else {
            guard head.applicationID == 0, head.version == 0, head.isWithoutTables else { throw Schema.foreign(path) }
            return
        }
        try schema.check(version: head.version, path)
    }

    private func unavailable(_ reason: String) -> TaskDatabaseError {
        TaskDatabaseError(.unavailable, "\(path) cannot be opened: \(reason)")
    }

    /// The header of an SQLite database. Source: https://www.sqlite.org/fileformat.html, "The Database Header".
    private struct Head {
        static let count = 112
        let applicationID: Int32
        let version: Int
        let isWithoutTables: Bool

        init?(_ bytes: [UInt8]) {
            guard bytes.count == Self.count, bytes.starts(with: Array("SQLite format 3\0".utf8)) else { return nil }
            func number(_ place: Int, _ count: Int) -> Int {
                bytes[place..<(place + count)].reduce(0) { $0 << 8 | Int($1) }
            }
            applicationID = Int32(truncatingIfNeeded: number(68, 4))
            version = number(60, 4)
            isWithoutTables = number(103, 2) == 0
        }
    }
}
