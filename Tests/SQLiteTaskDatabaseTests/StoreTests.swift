import DatabaseTestSupport
import Foundation
import GRDB
import TaskDatabases
import TestSupport
import Testing

@testable import SQLiteTaskDatabase

/// Files that cannot be used: each is a clear error, and none is changed.
@Suite struct StoreTests {
    /// A file that is not a task database of this version.
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
        Foreign.sql("tables of another application", other, "CREATE TABLE t(a); INSERT INTO t VALUES (1)"),
        .sql(
            "tables of another application, with a log", other,
            "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1)"),
        .sql("another application's", other, "PRAGMA application_id = 252006673; CREATE TABLE t(a)"),
        .sql("another application's, without tables", other, "PRAGMA application_id = 252006673; VACUUM"),
        .sql("an unknown version", other, "PRAGMA user_version = 7; VACUUM"),
        .sql(
            "a newer version",
            "has version 3 of the task database's format, and this program reads versions up to 2; use a newer",
            "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 3; CREATE TABLE t(a)"),
        Foreign("text", "is not an SQLite database") { try Data("tasks\n".utf8).write(to: URL(fileURLWithPath: $0)) },
        Foreign("long text", "is not an SQLite database") {
            try Data(repeating: 0x41, count: 10_000).write(to: URL(fileURLWithPath: $0))
        },
    ]

    @Test(arguments: foreign) func `another application's file is an error and stays unchanged`(_ kind: Foreign) throws
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

    @Test func `a path that cannot be a file is an error`() throws {
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

    @Test func `a pipe is an error, not waited for`() throws {
        let file = try TestFile()
        try #require(mkfifo(file.path, 0o600) == 0)
        #expect(
            throws: TaskDatabaseError(
                .unavailable, "\(file.path) cannot be opened: it is a pipe or a device, not a file")
        ) { _ = try file.open() }
    }

    @Test func `an empty file becomes a database`() async throws {
        let file = try TestFile()
        try Data().write(to: URL(fileURLWithPath: file.path))
        let database = try file.open()
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        #expect(try await database.getRecord("a") == TaskRecord(msgID: "a"))
    }

    @Test func `a write beyond the largest size is an error, and other records stay`() async throws {
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

    @Test func `a write waits for a locked file, and is an error after the timeout`() async throws {
        let file = try TestFile()
        let database = try file.open(busyTimeout: 0.3)
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: file.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let locked = TaskDatabaseError(.unavailable, "\(file.path): another process kept it locked for 0.3 s")
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

    /// An opening that closes the file by itself would take the first database's locks away. Another process would then
    /// take itself for the last user, and delete the log that the first database goes on writing.
    @Test func `a second opening leaves the first one's locks alone`() async throws {
        let file = try TestFile()
        let first = try file.open()
        try await first.addRecord("a", TaskRecord(msgID: "a"))
        let second = try file.open()
        let reading =
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA table_list').fetchall(); c.close()"
        let program = try RunningProgram(["python3", "-c", reading, file.path])
        #expect(await program.status(within: .seconds(30)) == 0, "\(program.error)")
        try await first.addRecord("b", TaskRecord(msgID: "b"))
        #expect(try await second.findRecords([:], keys: ["msg_id"]).count == 2)
        #expect(try await file.open().findRecords([:], keys: ["msg_id"]).count == 2)
    }

    @Test func `calls of a closed database are errors`() async throws {
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

    @Test func `each commit waits for the disk, so that acknowledged writes survive a power loss`() async throws {
        let file = try TestFile()
        let database = try file.open(synchronous: .full)
        #expect(try await database.setting("synchronous") == 2)
        #expect(try await database.setting("application_id") == Int(Schema.applicationID))
        #expect(try await database.setting("user_version") == 2)
    }

    @Test func `a file of an earlier version is migrated and keeps its records`() async throws {
        let file = try TestFile()
        let database = try file.open()
        try await database.addRecord("a", TaskRecord(msgID: "a", ["label": "old"]))
        try await database.close()
        let next = Schema(migrations: Schema.current.migrations + [{ try $0.execute(sql: "CREATE TABLE news(a)") }])
        let migrated = try SQLiteDB(.init(path: file.path), schema: next)
        #expect(try await migrated.getRecord("a")["label"] == "old")
        #expect(try await migrated.setting("user_version") == 3)
        try await migrated.close()
        #expect(throws: TaskDatabaseError.self) { try file.open() }
        let again = try SQLiteDB(.init(path: file.path), schema: next)
        #expect(try await again.getRecord("a")["label"] == "old")
    }

    static let losses: [(name: String, message: String)] = [
        ("removed", "it was removed or renamed while it was open"),
        ("renamed", "it was removed or renamed while it was open"),
        ("replaced", "it was removed or renamed while it was open"),
        ("log removed", "its log {}-wal was removed, renamed or shortened while it was open"),
        ("log renamed", "its log {}-wal was removed, renamed or shortened while it was open"),
        ("log emptied", "its log {}-wal was removed, renamed or shortened while it was open"),
        ("log cut", "its log {}-wal was removed, renamed or shortened while it was open"),
    ]

    /// What is written to such files, no other process ever finds.
    @Test(arguments: losses) func `no write is acknowledged that would be lost with its file`(
        name: String, message: String
    ) async throws {
        let file = try TestFile()
        let database = try file.open()
        try await database.addRecord("a", TaskRecord(msgID: "a"))
        let target = name.hasPrefix("log") ? file.path + "-wal" : file.path
        let files = FileManager.default
        switch name.split(separator: " ").last {
        case "removed": try files.removeItem(atPath: target)
        case "renamed": try files.moveItem(atPath: target, toPath: target + ".old")
        case "replaced":
            try files.copyItem(atPath: target, toPath: target + ".new")
            try #require(rename(target + ".new", target) == 0)
        case "emptied": try #require(truncate(target, 0) == 0)
        default: try #require(truncate(target, 4096) == 0)
        }
        let expected = TaskDatabaseError(
            .unavailable, "\(file.path): \(message.replacing("{}", with: file.path))")
        for _ in 0..<2 {
            await #expect(throws: expected) { try await database.addRecord("b", TaskRecord(msgID: "b")) }
        }
    }

    @Test func `another process may empty the log when it has copied it into the file`() async throws {
        let file = try TestFile()
        let database = try file.open()
        let checkpoint =
            "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('PRAGMA wal_checkpoint(TRUNCATE)').fetchall())"
        for name in ["a", "b", "c"] {
            try await database.addRecord(name, TaskRecord(msgID: name))
            let program = try await Program.run(["python3", "-c", checkpoint, file.path])
            #expect(program.output == "[(0, 0, 0)]\n", "\(program.error)")
        }
        #expect(try await file.open().findRecords([:], keys: ["msg_id"]).count == 3)
    }
}
