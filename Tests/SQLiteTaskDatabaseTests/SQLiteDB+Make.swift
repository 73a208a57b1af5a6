import Foundation
import SQLiteTaskDatabase
import TaskDatabases
import TestSupport

/// A file in a folder of its own, and a database in it.
final class TestFile {
    private let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.url.appending(path: "tasks.db").path
    }

    /// Nothing here has to outlive a power loss, unless a test says so.
    func open(
        table: String = SQLiteDB.Options.defaultTable, synchronous: SQLiteDB.Synchronous = .off, busyTimeout: Double = 5
    ) throws -> SQLiteDB {
        try SQLiteDB(.init(path: path, table: table, synchronous: synchronous, busyTimeout: busyTimeout))
    }

    var bytes: Data { (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data() }

    /// What lies beside the file, and it.
    var neighbours: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
    }
}
