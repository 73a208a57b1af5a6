import Foundation
import SQLiteTaskDatabase
import TaskDatabases
import TestSupport
import Testing

/// `sqlitedb` as a backend on the command line.
@Suite struct SQLiteCommandTests {
    private let folder: TemporaryFolder
    private var path: String { folder.url.appending(path: "tasks.db").path }

    init() throws { folder = try TemporaryFolder() }

    private func judged(_ spec: String, run pattern: String = "parallel_db/persist-*") async throws -> Program {
        try await Program.taskdb(["test", "--backend", spec, "--run", pattern], in: folder.url)
    }

    @Test func `a file can be judged again, and is left empty`() async throws {
        for _ in 0..<2 {
            let program = try await judged("sqlitedb:\(path)")
            #expect(program.status == 0, "\(program.output)")
            #expect(program.output.contains("SQLiteDB is conformant: 41 passed"))
        }
        #expect(try await SQLiteDB(.init(path: path)).findRecords([:], keys: nil).isEmpty)
    }

    @Test func `a file that holds records is not emptied`() async throws {
        let database = try SQLiteDB(.init(path: path))
        try await database.addRecord("mine", TaskRecord(msgID: "mine"))
        let program = try await judged("sqlitedb:\(path)", run: "persist-get")
        #expect(program.status == 2)
        // Long messages are wrapped.
        let message = program.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(message.contains("\(path) holds 1 record, which a fresh, empty database would replace"))
        #expect(try await database.getRecord("mine") == TaskRecord(msgID: "mine"))
        // Another table of the same file is another database.
        #expect(try await judged("sqlitedb:\(path)?table=other", run: "persist-get").status == 0)
    }

    @Test func `without a path, a temporary file is removed at the end`() async throws {
        let program = try await Program.run([
            "env", "TMPDIR=\(folder.url.path)", Program.taskdb, "test", "--backend", "sqlitedb", "--run", "persist-*",
        ])
        #expect(program.status == 0, "\(program.output)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test(arguments: [
        ("sqlitedb:", "sqlitedb takes no place such as sqlitedb:"),
        ("dictdb:x", "dictdb takes no place such as dictdb:x"),
        ("sqlitedb?colour=red", "SQLiteDB has no option colour; it has path, location, filename, table, synchronous"),
        ("sqlitedb:a?location=b", "either a path is given, as in sqlitedb:PATH, or a location and a filename"),
        ("sqlitedb?table=", "table must be a name"),
        ("sqlitedb?synchronous=some", "synchronous must be one of full, normal, off, not 'some'"),
        ("sqlitedb?busy_timeout=-1", "busy_timeout must be from 0 to 86400 seconds"),
    ])
    func `an invalid spec is a usage error`(spec: String, message: String) async throws {
        let program = try await judged(spec)
        #expect(program.status == 64)
        #expect(program.error.contains(message), "\(program.error)")
    }

    @Test func `an invalid spec is shown without passwords`() async throws {
        let spec = "mongodb:mongodb://a:secret@127.0.0.1:1/?bogus=1&tlsCertificateKeyFilePassword=hush"
        let program = try await judged(spec)
        #expect(program.status == 64)
        #expect(program.error.contains("mongodb:mongodb://a:***@127.0.0.1:1/?bogus=1"), "\(program.error)")
        #expect(!program.error.contains("secret"))
        #expect(!program.error.contains("hush"))
    }
}
