import GRDB
import SQLiteTaskDatabase
import TaskDatabases
import Testing

/// A table can have any name.
@Suite struct TableNameTests {
    static let names = [
        "ipython-tasks", "tasks", "select", "a b", "it's", "\"", "\"; DROP TABLE \"ipython-tasks\"; --", "[a]", "`a`",
        "\u{1F40D}", "5", "a\nb", "%", "_b6f9c9a2_3a7e", "a?b", ":name", String(repeating: "x", count: 5000),
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

    @Test(arguments: ["", "a\0b", "sqlite_master", "SQLite_x"])
    func `a name that SQLite cannot store is an error`(_ name: String) throws {
        let file = try TestFile()
        let error = #expect(throws: TaskDatabaseError.self) { try file.open(table: name) }
        #expect(error?.kind == .invalidOption)
    }
}
