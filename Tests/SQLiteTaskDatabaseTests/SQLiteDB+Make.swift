import Foundation
import SQLiteTaskDatabase
import TaskDatabase
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

extension Instant {
    static func minute(_ minute: Int) -> Instant { Instant(microseconds: 1_326_844_800_000_000 + minute * 60_000_000) }
}

extension TaskDatabaseError.Kind {
    /// The kind of error something throws; nil if it throws none.
    static func thrown(by body: () async throws -> Void) async throws -> TaskDatabaseError.Kind? {
        do {
            try await body()
            return nil
        } catch let error as TaskDatabaseError {
            return error.kind
        }
    }
}

extension Value {
    var text: String? { if case .text(let text) = self { text } else { nil } }
}
