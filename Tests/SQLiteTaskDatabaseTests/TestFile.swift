import Foundation
import SQLiteTaskDatabase
import TaskDatabases
import TestSupport

/// A database's file in a temporary folder.
final class TestFile {
    private let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appending(path: "tasks.db").path
    }

    /// Opens the file; by default without waiting for the disk.
    func open(
        table: String = "ipython-tasks", synchronous: SQLiteDB.Synchronous = .off, busyTimeout: Double = 5
    ) throws -> SQLiteDB {
        try SQLiteDB(.init(path: path, table: table, synchronous: synchronous, busyTimeout: busyTimeout))
    }

    var bytes: Data { (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data() }

    /// The names of all files in the folder.
    var neighbours: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
    }
}
