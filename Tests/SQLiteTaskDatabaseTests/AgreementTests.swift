import Conformance
import Mutation
import SQLiteTaskDatabase
import TaskDatabase
import Testing

/// SQLiteDB answers as DictDB does, whatever it is asked: also where the rules leave it open.
@Suite struct AgreementTests {
    /// A record's fields, or the kind of the error.
    private static func outcome(_ body: () async throws -> [TaskRecord]) async throws -> String {
        do {
            return try await body().map { Self.exact($0.fields) }.sorted().joined(separator: "\n")
        } catch let error as TaskDatabaseError {
            return "\(error.kind)"
        }
    }

    /// A document with everything that equality leaves out: the zones of dates, the signs of zeros, types.
    static func exact(_ document: Document) -> String {
        let fields = document.map { (name: $0.name, text: exact($0.value)) }
        return "{"
            + fields.sorted { ExactText($0.name) < ExactText($1.name) }.map {
                "\($0.name.debugDescription): \($0.text)"
            }
            .joined(separator: ", ") + "}"
    }

    private static func exact(_ value: Value) -> String {
        switch value {
        case .double(let double): "double \(double.isNaN ? "nan" : "\(double.bitPattern)")"
        case .text(let text): "text " + text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
        case .instant(let instant): "instant \(instant.microseconds) \(instant.offsetMinutes)"
        case .list(let values): "[" + values.map(exact).joined(separator: ", ") + "]"
        case .document(let document): exact(document)
        default: "\(value)"
        }
    }

    private struct Pair {
        let model = DictDB()
        let database: SQLiteDB

        func change(_ body: (any TaskDatabase) async throws -> Void) async throws {
            let expected = try await TaskDatabaseError.Kind.thrown { try await body(model) }
            let actual = try await TaskDatabaseError.Kind.thrown { try await body(database) }
            #expect(actual == expected)
        }

        func compare(_ check: Document, _ keys: [String]?) async throws {
            let expected = try await AgreementTests.outcome { try await model.findRecords(check, keys: keys) }
            let actual = try await AgreementTests.outcome { try await database.findRecords(check, keys: keys) }
            #expect(actual == expected, "\(AgreementTests.exact(check)) \(keys ?? [])")
        }
    }

    @Test(arguments: 1...4) func `4,000 random checks find what DictDB finds`(_ seed: UInt64) async throws {
        let file = try TestFile()
        let pair = Pair(database: try file.open())
        var values = RandomValues(seed: seed)
        let names = (0..<35).map { "m\($0)" } + ["", "\u{e9}", "e\u{301}", "a\0b", "5"]
        for name in names {
            let record = values.record(name)
            try await pair.change { try await $0.addRecord(name, record) }
        }
        for round in 0..<1000 {
            let check = values.check(names)
            let keys = values.once(in: 3) ? [values.pick(TaskRecord.keys), values.pick(RandomValues.others)] : nil
            try await pair.compare(check, keys)
            let (name, changes) = (values.pick(names), values.changes())
            if round % 3 == 0 { try await pair.change { try await $0.updateRecord(name, changes) } }
            if round % 40 == 0 {
                try await pair.change { try await $0.dropRecord(name) }
                let record = values.record(name)
                try await pair.change { try await $0.addRecord(name, record) }
            }
        }
        #expect(try await pair.database.getHistory() == pair.model.getHistory())
        try await pair.database.close()
        let reopened = Pair(database: try file.open())
        #expect(
            try await Self.outcome { try await reopened.database.findRecords([:], keys: nil) }
                == Self.outcome { try await pair.model.findRecords([:], keys: nil) })
    }

    @Test(arguments: 1...3) func `dropping by random checks drops what DictDB drops`(_ seed: UInt64) async throws {
        let file = try TestFile()
        let pair = Pair(database: try file.open())
        var values = RandomValues(seed: 100 + seed)
        let names = (0..<20).map { "m\($0)" }
        for _ in 0..<60 {
            for name in names {
                let record = values.record(name)
                try await pair.change { try await $0.addRecord(name, record) }
            }
            let check = values.check(names)
            try await pair.change { try await $0.dropMatchingRecords(check) }
            try await pair.compare([:], nil)
        }
    }

    @Test func `wrong dates are refused like anywhere, and nothing changes`() async throws {
        let file = try TestFile()
        let pair = Pair(database: try file.open())
        let wrong: Document = ["label": "new", "completed": "yesterday"]
        for name in ["a", "b"] {
            try await pair.change { try await $0.updateRecord(name, wrong) }
            try await pair.change { try await $0.addRecord("a", TaskRecord(msgID: "a", ["label": "old"])) }
            try await pair.change { try await $0.addRecord(name, TaskRecord(wrong)) }
            try await pair.change { try await $0.updateRecord(name, [:]) }
        }
        try await pair.compare([:], nil)
    }

    @Test func `the fuzzer finds no difference`() async {
        let outcome = await Fuzzer(seed: 2012, limits: .init(runs: 300)).run(BuiltInBackend(DatabaseHost(.sqlitedb)))
        #expect(outcome.runs == 300)
        #expect(outcome.mishap == nil)
        #expect(outcome.counterexample?.markdown == nil)
    }

    @Test func `lists longer than SQLite has parameters for are answered all the same`() async throws {
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
