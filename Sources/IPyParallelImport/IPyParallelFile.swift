import Foundation
import GRDB
import Support
import TaskDatabases

/// A `tasks.db` file of ipyparallel, with all its tables of tasks: every start of a controller may have added one.
package final class IPyParallelFile {
    /// A table of the file.
    package struct Table: Sendable, Equatable {
        /// The table's name.
        package let name: String
        /// The required columns that the table lacks; empty for a table of tasks.
        package let missingColumns: [String]
        /// The columns that a record has a key for.
        let columns: [String]

        /// Whether this is a table of tasks.
        package var holdsTasks: Bool { missingColumns.isEmpty }
    }

    /// One row of a table.
    package enum Entry: Sendable {
        case record(TaskRecord)
        /// A row that cannot be read, and why: `result_buffers: a pickle that is cut off`.
        case unreadable(msgID: String, reason: String)
    }

    private let database: DatabaseQueue
    private let copy: String?
    /// The tables in the order of their creation; none if the file names another application.
    package let tables: [Table]

    /// Opens a file for reading only. A file that names another application has no tables of tasks.
    ///
    /// - Throws: ``ImportError``.
    package init(path: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { throw ImportError("\(path) does not exist") }
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let type = try? files.attributesOfItem(atPath: target)[.type] as? FileAttributeType
        // Opening a pipe waits until another program writes to it.
        guard type == .typeRegular else { throw ImportError("\(path) is not a file") }
        copy = try Self.copied(path)
        do {
            var configuration = Configuration()
            configuration.readonly = copy == nil
            configuration.busyMode = .timeout(5)
            database = try DatabaseQueue(path: copy ?? path, configuration: configuration)
            tables = try database.read { try Self.belongsToAnotherApplication($0) ? nil : Self.tables($0) } ?? []
        } catch let error as DatabaseError {
            throw ImportError("\(path) cannot be read: \(error.message ?? "\(error)")")
        }
    }

    deinit {
        if let copy { try? FileManager.default.removeItem(at: URL(fileURLWithPath: copy).deletingLastPathComponent()) }
    }

    /// Returns the next rows of a table, in the order in which they were added.
    ///
    /// - Parameter row: the end of the previous batch; 0 for the first batch.
    /// - Returns: The entries and the end of this batch; no entries after the last row.
    /// - Throws: ``ImportError``.
    func entries(in table: Table, after row: Int64) throws -> (entries: [Entry], end: Int64) {
        let columns = table.columns.map { "CAST(\(Self.quoted($0)) AS BLOB)" }.joined(separator: ", ")
        let sql = "SELECT rowid, \(columns) FROM \(Self.quoted(table.name)) WHERE rowid > ? ORDER BY rowid LIMIT 500"
        do {
            let rows = try database.read { try Row.fetchAll($0, sql: sql, arguments: [row]) }
            let entries = rows.map { row in
                Self.entry(
                    table.columns.enumerated().map { index, key in
                        (key: Self.newNames[key] ?? key, bytes: (row[index + 1] as Data?).map(Array.init))
                    })
            }
            return (entries, rows.last?[0] ?? row)
        } catch let error as DatabaseError {
            throw ImportError("the table \(table.name) cannot be read: \(error.message ?? "\(error)")")
        }
    }
}

extension IPyParallelFile {
    private static func entry(_ cells: [(key: String, bytes: [UInt8]?)]) -> Entry {
        do {
            return .record(try IPyParallelRow.record(cells))
        } catch {
            let msgID = cells.first { $0.key == "msg_id" }?.bytes ?? []
            let reason = (error as? UnreadableRow).map { "\($0.key): \($0.value.what)" } ?? "\(error)"
            return .unreadable(msgID: String(decoding: msgID, as: UTF8.self), reason: reason)
        }
    }

    /// Whether the file belongs to another application: ipyparallel sets no application id.
    private static func belongsToAnotherApplication(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA application_id") != 0
    }

    private static func tables(_ database: Database) throws -> [Table] {
        let names = try String.fetchAll(
            database,
            sql:
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid"
        )
        return try names.map { name in
            let columns = try String.fetchAll(
                database, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name])
            return Table(
                name: name, missingColumns: required.filter { !columns.contains($0) },
                columns: columns.filter { TaskRecord.keys.contains($0) || newNames[$0] != nil })
        }
    }

    /// The columns of IPython's first version; later versions added more.
    private static let required = [
        "msg_id", "header", "content", "buffers", "submitted", "client_uuid", "engine_uuid", "started", "completed",
        "resubmitted", "result_header", "result_content", "result_buffers", "queue", "stdout", "stderr",
    ]

    /// The keys of the columns that IPython 2 and earlier named after the messages of that time.
    private static let newNames = ["pyin": "execute_input", "pyout": "execute_result", "pyerr": "error"]

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// Copies a file that cannot be read without writing: a killed Hub left it with a journal, which reading would apply, or
    /// it has a write-ahead log, beside which SQLite creates files even to read.
    ///
    /// - Returns: The copy's path; nil if the file can be read in place.
    private static func copied(_ path: String) throws -> String? {
        let files = FileManager.default
        let beside = ["-journal", "-wal"].filter { suffix in
            let size = (try? files.attributesOfItem(atPath: path + suffix)[.size] as? Int) ?? 0
            return size > 0
        }
        guard !beside.isEmpty || hasWriteAheadLog(path) else { return nil }
        let folder = files.temporaryDirectory.appending(path: "taskdb-import-\(UUID().uuidString)")
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            let copy = folder.appending(path: "tasks.db").path
            for suffix in [""] + beside {
                try files.copyItem(atPath: path + suffix, toPath: copy + suffix)
                // A copy has the permissions of the file, which may be for reading only.
                try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy + suffix)
            }
            return copy
        } catch {
            throw ImportError("\(path) cannot be copied for reading: \(FileFailure(error))")
        }
    }

    /// Whether a file's header says that it has a write-ahead log. Source: sqlite.org/fileformat.html, section 1.3.3.
    private static func hasWriteAheadLog(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        let header = (try? file.read(upToCount: 20)) ?? Data()
        return header.count == 20 && header[19] == 2
    }
}
