import Support
import TaskDatabases
import Testing

/// DictDB beside records in a list, which every query is asked one by one.
@Suite struct DictDBIndexTests {
    struct Model {
        private(set) var records: [(id: String, record: TaskRecord)] = []

        func index(_ id: String) -> Int? { records.firstIndex { $0.id == id } }

        mutating func add(_ id: String, _ record: TaskRecord) { records.append((id, record)) }

        mutating func update(_ id: String, _ changes: Document) {
            if let index = index(id) { records[index].record.fields.merge(changes) }
        }

        mutating func drop(_ isDropped: (String, TaskRecord) -> Bool) { records.removeAll(where: isDropped) }

        var history: [String] {
            let dated = records.compactMap { entry in entry.record.submitted.map { (entry.id, $0) } }
            // Sorting is stable: ties stay in the order in which they were added.
            return dated.sorted { $0.1 < $1.1 }.map(\.0)
        }
    }

    @Test(arguments: 1...6) func `finds what a plain scan finds`(seed: UInt64) async throws {
        var random = RandomTasks(seed: seed)
        let database = DictDB()
        var model = Model()
        for step in 0..<700 {
            let id = random.id()
            switch random.number(below: 20) {
            case 0...8:
                guard model.index(id) == nil else { continue }
                let record = TaskRecord(msgID: id, random.fields())
                try await database.addRecord(id, record)
                model.add(id, record)
            case 9...15:
                guard model.index(id) != nil else { continue }
                let changes = random.changes()
                try await database.updateRecord(id, changes)
                model.update(id, changes)
            case 16...18:
                guard model.index(id) != nil else { continue }
                try await database.dropRecord(id)
                model.drop { other, _ in other == id }
            default:
                let check = random.check()
                let query = try Query(check)
                if step % 3 == 0 {
                    try await database.dropMatchingRecords(check)
                    model.drop { query.matches($1.fields) }
                }
            }
            let check = random.check()
            let query = try Query(check)
            let expected = model.records.map(\.record).filter { query.matches($0.fields) }
            #expect(try await database.findRecords(check, keys: nil) == expected, "\(step): \(check)")
            if step % 20 == 0 { #expect(await database.getHistory() == model.history) }
        }
        #expect(try await database.findRecords([:], keys: nil) == model.records.map(\.record))
    }
}

extension DictDBIndexTests {
    /// Swift's strings call them equal, and give them one hash.
    @Test func `msg_ids that differ only in their code points are two`() async throws {
        let database = DictDB()
        for id in ["caf\u{e9}", "cafe\u{301}"] { try await database.addRecord(id, TaskRecord(msgID: id)) }
        try await database.dropRecord("caf\u{e9}")
        #expect(try await database.getRecord("cafe\u{301}")["msg_id"] == "cafe\u{301}")
        await #expect(throws: TaskDatabaseError.self) { try await database.getRecord("caf\u{e9}") }
    }
}

/// Tasks of few clients and engines at few times, so that many are alike.
private struct RandomTasks {
    private var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func number(below count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    mutating func id() -> String { "m\(number(below: 60))" }

    mutating func fields() -> Document {
        var fields: Document = ["submitted": time(), "completed": time(), "label": .integer(number(below: 3))]
        if !random.once(in: 5) { fields["engine_uuid"] = engine() }
        if !random.once(in: 5) { fields["client_uuid"] = client() }
        return fields
    }

    mutating func changes() -> Document {
        let changes: [Document] = [
            ["completed": time()], ["submitted": time()], ["engine_uuid": engine()], ["client_uuid": client()], [:],
            ["completed": time(), "engine_uuid": engine(), "result_buffers": [.bytes([1, 2])]], ["label": "new"],
        ]
        return random.pick(changes)
    }

    /// One to three fields, each with a test that an index may serve or not.
    mutating func check() -> Document {
        var check = Document()
        for _ in 0..<random.pick([0, 1, 1, 1, 2, 3]) {
            switch number(below: 6) {
            case 0: check["msg_id"] = random.pick([text(), ["$in": [text(), text(), "none", nil]], ["$ne": text()]])
            case 1: check["engine_uuid"] = test(of: engine(), engine())
            case 2: check["client_uuid"] = test(of: client(), client())
            case 3: check["completed"] = test(of: time(), time())
            case 4: check["submitted"] = test(of: time(), time())
            default: check["label"] = ["$exists": .bool(random.once(in: 2))]
            }
        }
        return check
    }

    private mutating func test(of value: Value, _ other: Value) -> Value {
        random.pick([
            value, ["$ne": value], ["$in": [value, other]], ["$nin": [value]], ["$gte": value], ["$gt": value],
            ["$lt": value], ["$lte": other], ["$gte": value, "$lt": other], nil, ["$ne": nil], ["$in": []],
        ])
    }

    private mutating func text() -> Value { .text(id()) }
    private mutating func engine() -> Value { random.pick(["engine 1", "engine 2", "engine 3", nil, 7]) }
    private mutating func client() -> Value { random.pick(["caf\u{e9}", "cafe\u{301}", nil]) }

    private mutating func time() -> Value {
        random.once(in: 3) ? nil : .instant(Instant(microseconds: random.pick([.min, -1, 0, 1, 2, 3, 4, .max])))
    }
}
