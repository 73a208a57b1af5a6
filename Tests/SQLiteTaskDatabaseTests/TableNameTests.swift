import GRDB
import TaskDatabases
import Testing

@testable import SQLiteTaskDatabase

/// A table can have any name.
@Suite struct TableNameTests {
    static let names = [
        "ipython-tasks", "tasks", "select", "a b", "it's", "\"", "\"; DROP TABLE \"ipython-tasks\"; --", "[a]", "`a`",
        "\u{1F40D}", "5", "a\nb", "%", "_b6f9c9a2_3a7e", "a?b", ":name", "FIRST", "First", "first/label", "^first",
        "^F", "\u{C9}", String(repeating: "x", count: 5000),
    ]

    @Test(arguments: names) func `a table of any name has records of its own`(_ name: String) async throws {
        let file = try TestFile()
        let first = try file.open(table: "first")
        try await first.addRecord("a", TaskRecord(msgID: "a", ["label": "first"]))
        let database = try file.open(table: name)
        #expect(try await database.findRecords([:], keys: nil).isEmpty)
        try await database.addRecord("a", TaskRecord(msgID: "a", ["label": "own"]))
        try await database.updateRecord("a", ["stdout": "x"])
        #expect(try await database.findRecords(["label": ["$glob": "o*"]], keys: ["stdout"]).first?["stdout"] == "x")
        try await database.close()
        let again = try file.open(table: name)
        #expect(try await again.getRecord("a")["label"] == "own")
        try await again.dropMatchingRecords([:])
        #expect(try await first.getRecord("a")["label"] == "first")
    }

    @Test func `tables whose names differ in case share nothing, in any order`() async throws {
        let file = try TestFile()
        let names = ["Spring", "spring", "SPRING", "^spring"]
        for name in names { try await file.open(table: name).addRecord(name, TaskRecord(msgID: name)) }
        for name in names {
            let held = try await file.open(table: name).findRecords([:], keys: ["msg_id"])
            #expect(held.map { $0["msg_id"] } == [.text(name)])
        }
    }

    @Test func `a file of version 1 keeps the records of its tables, whatever their names`() async throws {
        let file = try TestFile()
        let first = Schema(migrations: Array(Schema.current.migrations.prefix(1)))
        let database = try SQLiteDB(.init(path: file.path, table: "Spring"), schema: first)
        try await database.addRecord("Spring", TaskRecord(msgID: "Spring"))
        try await database.close()
        // The names that version 1 gave.
        let queue = try DatabaseQueue(path: file.path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    ALTER TABLE "^spring" RENAME TO "Spring";
                    DROP INDEX "^spring/label";
                    CREATE INDEX "Spring/label" ON "Spring" ("label")
                    """)
        }
        try queue.close()
        #expect(try await file.open(table: "spring").findRecords([:], keys: nil).isEmpty)
        #expect(try await file.open(table: "Spring").getRecord("Spring")["msg_id"] == "Spring")
        let plan = try await file.open(table: "Spring").queryPlan(["label": "x"])
        #expect(plan.contains { $0.contains("^spring/label") }, "\(plan)")
    }

    @Test(arguments: ["", "a\0b", "sqlite_master", "SQLite_x"])
    func `a name that SQLite cannot store is an error`(_ name: String) throws {
        let file = try TestFile()
        let error = #expect(throws: TaskDatabaseError.self) { try file.open(table: name) }
        #expect(error?.kind == .invalidOption)
    }
}
