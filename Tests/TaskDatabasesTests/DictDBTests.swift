import Support
import TaskDatabases
import TestSupport
import Testing

@Suite struct DictDBTests {
    static func time(_ minute: Int) -> Value { .instant(Instant(microseconds: minute * 60_000_000)) }

    static func database(
        records: Int = 1024, bytes: Int = 1 << 30, fraction: Double = 0.1
    ) throws -> DictDB {
        DictDB(limits: try DictDB.Limits(records: records, bufferBytes: bytes, cullFraction: fraction))
    }

    @Test func `a query finds through an index what it finds without one`() async throws {
        let database = try Self.database()
        var random = SplitMix(seed: 2012)
        var all: [TaskRecord] = []
        for index in 0..<200 {
            let submitted =
                Int.random(in: 0..<10, using: &random) == 0
                ? Value.null : Self.time(Int.random(in: 0..<50, using: &random))
            let completed =
                Int.random(in: 0..<2, using: &random) == 0
                ? Value.null : Self.time(Int.random(in: 0..<90, using: &random))
            let record = TaskRecord(msgID: "m\(index)", ["submitted": submitted, "completed": completed])
            all.append(record)
            try await database.addRecord("m\(index)", record)
        }
        let checks: [Document] = [
            [:], ["completed": nil], ["completed": ["$ne": nil]], ["completed": ["$lt": Self.time(40)]],
            ["submitted": nil], ["submitted": Self.time(7)],
            ["submitted": ["$gte": Self.time(10), "$lt": Self.time(20)]],
            ["submitted": ["$gt": Self.time(45)]], ["submitted": ["$lte": Self.time(3)], "completed": nil],
            ["msg_id": "m7"], ["msg_id": ["$in": ["m1", "m2", "none", nil]]],
            ["msg_id": ["$in": ["m1", "m2"]], "completed": nil],
            ["submitted": ["$gt": Self.time(30), "$lt": Self.time(10)]], ["submitted": ["$ne": Self.time(7)]],
        ]
        for check in checks {
            let query = try Query(check)
            let expected = all.filter { query.matches($0.fields) }
            #expect(try await database.findRecords(check, keys: nil) == expected, "\(check)")
        }
        try await database.dropMatchingRecords(["completed": nil])
        #expect(try await database.findRecords(["completed": nil], keys: nil).isEmpty)
        let left = all.filter(\.isFinished)
        #expect(try await database.findRecords([:], keys: nil) == left)
        let dated = left.filter { $0.submitted != nil }.map { $0["msg_id"] }
        #expect(
            await Set(database.getHistory().map(Value.text).map(String.init(describing:)))
                == Set(dated.compactMap(\.self).map(String.init(describing:))))
    }

    @Test func `history is by instant, and ties keep their order`() async throws {
        let database = try Self.database()
        for (id, minute) in [("c", 3), ("a", 1), ("b", 2), ("a2", 1)] {
            try await database.addRecord(id, TaskRecord(msgID: id, ["submitted": Self.time(minute)]))
        }
        try await database.addRecord("undated", TaskRecord(msgID: "undated"))
        #expect(await database.getHistory() == ["a", "a2", "b", "c"])
        try await database.updateRecord("a", ["submitted": Self.time(9)])
        #expect(await database.getHistory() == ["a2", "b", "c", "a"])
    }

    @Test func `finished records are culled before pending ones, the oldest first`() async throws {
        let database = try Self.database(records: 3, fraction: 0)
        for (id, minute, completed) in [("old", 1, false), ("done", 3, true), ("done early", 2, true)] {
            let completed = completed ? Self.time(50) : .null
            try await database.addRecord(
                id, TaskRecord(msgID: id, ["submitted": Self.time(minute), "completed": completed]))
        }
        for (index, gone) in ["done early", "done", "old"].enumerated() {
            let id = "new \(index)"
            try await database.addRecord(id, TaskRecord(msgID: id, ["submitted": Self.time(10 + index)]))
            await #expect { try await database.getRecord(gone) } throws: { ($0 as? TaskDatabaseError)?.kind == .culled }
        }
        try await database.addRecord("old", TaskRecord(msgID: "old", ["submitted": Self.time(99)]))
        #expect(try await database.getRecord("old").submitted == Instant(microseconds: 99 * 60_000_000))
    }

    @Test(arguments: [0, 1, 2, 7, 1000, Int.max], [0, 0.1, 0.5, 1])
    func `any limit holds and culling ends`(limit: Int, fraction: Double) async throws {
        let database = try Self.database(records: limit, bytes: limit, fraction: fraction)
        for index in 0..<50 {
            let buffers = Value.list([.bytes(Array(repeating: 0, count: index % 5))])
            try await database.addRecord("m\(index)", TaskRecord(msgID: "m\(index)", ["buffers": buffers]))
            let held = try await database.findRecords([:], keys: nil)
            #expect(held.count <= limit)
            #expect(held.reduce(0) { $0 + $1.bufferBytes } <= limit)
        }
        await #expect(throws: (any Error).self) { try await database.getRecord("never") }
    }

    @Test func `a refused write changes nothing`() async throws {
        let database = try Self.database()
        let record = TaskRecord(msgID: "a", ["label": "first"])
        try await database.addRecord("a", record)
        await #expect(throws: TaskDatabaseError.self) { try await database.addRecord("a", TaskRecord(msgID: "a")) }
        await #expect(throws: TaskDatabaseError.self) {
            try await database.updateRecord("a", ["label": "second", "completed": "yesterday"])
        }
        await #expect(throws: TaskDatabaseError.self) { try await database.updateRecord("b", ["label": "second"]) }
        await #expect(throws: TaskDatabaseError.self) { try await database.dropMatchingRecords(["label": ["$no": 1]]) }
        #expect(try await database.findRecords([:], keys: nil) == [record])
    }

    @Test func `the argument names the record`() async throws {
        let database = try Self.database()
        try await database.addRecord("x", TaskRecord(msgID: "y"))
        try await database.updateRecord("x", ["msg_id": "z"])
        #expect(
            try await database.findRecords(["msg_id": "x"], keys: ["label"]).map(\.fields) == [
                ["msg_id": "x", "label": nil]
            ])
        await #expect(throws: TaskDatabaseError.self) { try await database.getRecord("z") }
    }

    @Test(arguments: [(-1, 0, 0.1), (0, -1, 0.1), (0, 0, -0.1), (0, 0, 1.1), (0, 0, Double.nan)])
    func `limits that make no sense are refused`(records: Int, bytes: Int, fraction: Double) {
        #expect { try Self.database(records: records, bytes: bytes, fraction: fraction) } throws: {
            ($0 as? TaskDatabaseError)?.kind == .invalidOption
        }
    }
}
