import DatabaseTestSupport
import Foundation
import GRDB
import TaskDatabases
import TestSupport
import Testing

@testable import SQLiteTaskDatabase

/// Files that cannot be used, or not now: each is told by a clear error, and none is changed.
@Suite struct StoreTests {
    /// A file that is no task database of this version.
    struct Foreign: CustomTestStringConvertible {
        let testDescription: String
        let message: String
        let make: @Sendable (String) throws -> Void

        init(_ name: String, _ message: String, _ make: @escaping @Sendable (String) throws -> Void) {
            testDescription = name
            self.message = message
            self.make = make
        }

        static func sql(_ name: String, _ message: String, _ sql: String) -> Foreign {
            Foreign(name, message) { path in
                let queue = try DatabaseQueue(path: path)
                try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
                try queue.close()
            }
        }
    }

    static let other = "is an SQLite database of another application; if ipyparallel wrote it, `taskdb import`"
    static let foreign = [
        Foreign.sql("tables of somebody", other, "CREATE TABLE t(a); INSERT INTO t VALUES (1)"),
        .sql(
            "tables of somebody, with a log", other,
            "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1)"),
        .sql("another application's", other, "PRAGMA application_id = 252006673; CREATE TABLE t(a)"),
        .sql("another application's, without a table", other, "PRAGMA application_id = 252006673; VACUUM"),
        .sql("an unknown version", other, "PRAGMA user_version = 7; VACUUM"),
        .sql(
            "a newer version",
            "has version 2 of the task database's format, and this program knows no later one than 1; use",
            "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 2; CREATE TABLE t(a)"),
        Foreign("text", "is no SQLite database") { try Data("tasks\n".utf8).write(to: URL(fileURLWithPath: $0)) },
        Foreign("long text", "is no SQLite database") {
            try Data(repeating: 0x41, count: 10_000).write(to: URL(fileURLWithPath: $0))
        },
    ]

    @Test(arguments: foreign) func `a file that is none of ours is refused, and stays as it is`(_ kind: Foreign) throws
    {
        let file = try TestFile()
        try kind.make(file.path)
        let (before, neighbours) = (file.bytes, file.neighbours)
        let error = #expect(throws: TaskDatabaseError.self) { try file.open() }
        #expect(error?.kind == .foreignStore)
        #expect(error?.message.hasPrefix("\(file.path) \(kind.message)") == true, "\(error?.message ?? "")")
        #expect(file.bytes == before)
        #expect(file.neighbours == neighbours)
    }

    @Test func `what cannot be a file is refused`() throws {
        let file = try TestFile()
        #expect(throws: TaskDatabaseError(.unavailable, "\(file.path) cannot be opened: it is a directory")) {
            try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
            _ = try file.open()
        }
        let path = file.path + "/nowhere/tasks.db"
        #expect(throws: TaskDatabaseError(.unavailable, "\(path) cannot be opened: its directory does not exist")) {
            _ = try SQLiteDB(.init(path: path))
        }
    }

    @Test func `an empty file is as good as none`() async throws {
        let file = try TestFile()
        try Data().write(to: URL(fileURLWithPath: file.path))
        let database = try file.open()
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        #expect(try await database.getRecord("a") == TaskRecord(msgID: "a"))
    }

    /// Root may write anywhere, so that a program of another user has to try.
    @Test(arguments: [("444", "755", "the file is read-only"), ("666", "555", "its directory is read-only")])
    func `a file that may not be written is refused, and stays as it is`(
        file mode: String, directory: String, message: String
    ) async throws {
        let file = try TestFile()
        let database = try file.open()
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        try await database.close()
        let folder = URL(fileURLWithPath: file.path).deletingLastPathComponent().path
        #expect(try await Program.run(["chmod", mode, file.path]).status == 0)
        #expect(try await Program.run(["chmod", directory, folder]).status == 0)
        let before = file.bytes
        let someone = geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let program = try await Program.run(
            someone + [Program.taskdb, "host", "sqlitedb:\(file.path)"],
            input: #"{"jsonrpc":"2.0","id":1,"method":"reopen","params":{}}"# + "\n")
        #expect(program.output.contains("\(file.path) cannot be opened: \(message)"), "\(program.output)")
        #expect(program.output.contains(#""type":"OSError""#))
        #expect(file.bytes == before)
        #expect(try await Program.run(["chmod", "755", folder]).status == 0)
    }

    @Test func `a file that may not grow refuses what does not fit, and keeps the rest`() async throws {
        let file = try TestFile()
        var options = SQLiteDB.Options(path: file.path)
        options.maximumPages = 60
        let database = try SQLiteDB(options)
        let record = TaskRecord(msgID: "m", ["buffers": [.bytes(Array(repeating: 1, count: 20_000))]])
        var added: [String] = []
        let error = try await TaskDatabaseError.Kind.thrown {
            for number in 0..<100 {
                try await database.addRecord("m\(number)", record)
                added.append("m\(number)")
            }
        }
        #expect(error == .unavailable)
        #expect(added.count > 5)
        #expect(try await Set(database.findRecords([:], keys: ["msg_id"]).map { $0["msg_id"]?.text }) == Set(added))
        try await database.dropRecord("m0")
        try await database.addRecord("m0", record)
        try await database.close()
        #expect(try await file.open().findRecords([:], keys: nil).count == added.count)
    }

    @Test func `a disk that is full in the middle of it refuses with an error, and keeps the rest`() async throws {
        let file = try TestFile()
        let added = (0..<40).map { number in
            """
            {"jsonrpc":"2.0","id":\(number),"method":"add_record","params":{"msg_id":"m\(number)","record":{"stdout":"\
            \(String(repeating: "x", count: 30_000))"}}}

            """
        }
        // The limit of 512 kB on any file is the operating system's; without the signal it shows as a failed write.
        let program = try await Program.run(
            ["sh", "-c", "trap '' XFSZ; ulimit -f 1024; exec \(Program.taskdb) host 'sqlitedb:\(file.path)'"],
            input: #"{"jsonrpc":"2.0","id":-1,"method":"reopen","params":{}}"# + "\n" + added.joined())
        let replies = program.output.split(separator: "\n").dropFirst()
        #expect(program.status == 0)
        let acknowledged = replies.filter { $0.contains(#""result":null"#) }.count
        #expect((1..<40).contains(acknowledged))
        #expect(replies.dropFirst(acknowledged).allSatisfy { $0.contains("OSError") }, "\(replies.last ?? "")")
        #expect(try await file.open().findRecords([:], keys: ["msg_id"]).count == acknowledged)
    }

    @Test func `a locked file is waited for, and then told of`() async throws {
        let file = try TestFile()
        let database = try file.open(busyTimeout: 0.3)
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: file.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let locked = TaskDatabaseError(.unavailable, "\(file.path): another process has kept it locked for 0.3 s")
        await #expect(throws: locked) { try await database.addRecord("b", TaskRecord(msgID: "b")) }
        #expect(try await database.getHistory() == [])
        #expect(try await database.findRecords([:], keys: ["msg_id"]).count == 1)
        let waiting = try file.open(busyTimeout: 20)
        async let added: Void = waiting.addRecord("c", TaskRecord(msgID: "c"))
        try await Task.sleep(for: .milliseconds(200))
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await added
        #expect(try await database.findRecords([:], keys: ["msg_id"]).count == 2)
    }

    @Test func `a closed database says so`() async throws {
        let file = try TestFile()
        let database = try file.open()
        for _ in 0..<2 { try await database.close() }
        let kinds = try await [
            TaskDatabaseError.Kind.thrown { _ = try await database.getHistory() },
            TaskDatabaseError.Kind.thrown { try await database.addRecord("a", TaskRecord(msgID: "a")) },
        ]
        #expect(kinds == [.unavailable, .unavailable])
        #expect(!file.neighbours.contains { $0.hasSuffix("-wal") && !file.bytes.isEmpty && $0 != "tasks.db-wal" })
    }

    @Test func `after a power loss there is what was acknowledged: each commit waits for the disk`() async throws {
        let file = try TestFile()
        let database = try file.open(synchronous: .full)
        #expect(try await database.setting("synchronous") == 2)
        #expect(try await database.setting("application_id") == Int(Schema.applicationID))
        #expect(try await database.setting("user_version") == 1)
    }

    @Test func `a file of an earlier version is brought to this one, and keeps its records`() async throws {
        let file = try TestFile()
        let database = try file.open()
        try await database.addRecord("a", TaskRecord(msgID: "a", ["label": "old"]))
        try await database.close()
        let next = Schema(migrations: Schema.current.migrations + [{ try $0.execute(sql: "CREATE TABLE news(a)") }])
        let migrated = try SQLiteDB(.init(path: file.path), schema: next)
        #expect(try await migrated.getRecord("a")["label"] == "old")
        #expect(try await migrated.setting("user_version") == 2)
        try await migrated.close()
        #expect(throws: TaskDatabaseError.self) { try file.open() }
        let again = try SQLiteDB(.init(path: file.path), schema: next)
        #expect(try await again.getRecord("a")["label"] == "old")
    }
}
