import DatabaseTestSupport
import SQLiteTaskDatabase
import TaskDatabases
import Testing

/// SQLiteDB answers as DictDB does, also where the rules leave the answer open.
@Suite struct AgreementTests {
    @Test(arguments: 1...4) func `4,000 random checks find what DictDB finds`(_ seed: UInt64) async throws {
        let file = try TestFile()
        let pair = ModelPair(try file.open())
        var values = RandomValues(seed: seed)
        let names = (0..<35).map { "m\($0)" } + ["", "\u{e9}", "e\u{301}", "a\0b", "5"]
        try await pair.ask(1000, &values, about: names)
        try await pair.database.close()
        let reopened = ModelPair(try file.open())
        #expect(
            try await ModelPair.outcome { try await reopened.database.findRecords([:], keys: nil) }
                == ModelPair.outcome { try await pair.model.findRecords([:], keys: nil) })
    }

    @Test(arguments: 1...3) func `dropping by random checks drops what DictDB drops`(_ seed: UInt64) async throws {
        let file = try TestFile()
        let pair = ModelPair(try file.open())
        var values = RandomValues(seed: 100 + seed)
        try await pair.drop(60, &values, among: (0..<20).map { "m\($0)" })
    }

    @Test func `invalid dates are errors and change nothing`() async throws {
        let file = try TestFile()
        let pair = ModelPair(try file.open())
        let wrong: Document = ["label": "new", "completed": "yesterday"]
        for name in ["a", "b"] {
            try await pair.change { try await $0.updateRecord(name, wrong) }
            try await pair.change { try await $0.addRecord("a", TaskRecord(msgID: "a", ["label": "old"])) }
            try await pair.change { try await $0.addRecord(name, TaskRecord(wrong)) }
            try await pair.change { try await $0.updateRecord(name, [:]) }
        }
        try await pair.compare([:], nil)
    }

    @Test func `lists longer than SQLite's limit of parameters have the same answers`() async throws {
        let file = try TestFile()
        let database = try file.open()
        for name in ["m1", "m2", "m3"] {
            try await database.addRecord(name, TaskRecord(msgID: name, ["label": .text(name)]))
        }
        let many: Value = .list((2..<200_000).map { .text("m\($0)") })
        for key in ["msg_id", "label"] {
            #expect(try await database.findRecords([key: ["$in": many]], keys: nil).count == 2)
            #expect(try await database.findRecords([key: ["$nin": many]], keys: nil).count == 1)
            let several: Document = [key: ["$in": many, "$nin": ["m3"], "$ne": "m1"]]
            #expect(try await database.findRecords(several, keys: nil).count == 1)
        }
    }
}
