import TaskDatabases
import Testing

/// What is handed in and out shares its storage with the database, and is nevertheless one's own.
@Suite struct DictDBSharingTests {
    static func database() async throws -> DictDB {
        let database = DictDB()
        let record = TaskRecord(msgID: "a", ["header": ["kind": "apply"], "buffers": [.bytes([1, 2])]])
        try await database.addRecord("a", record)
        return database
    }

    @Test func `changing a record that was handed out changes nothing else`() async throws {
        let database = try await Self.database()
        let original = try await database.getRecord("a")
        var changed = original
        changed["header"] = ["kind": "changed"]
        changed["display_data"] = 1
        changed["label"] = nil
        var found = try await database.findRecords([:], keys: ["header"])[0]
        found["header"] = nil
        #expect(try await database.getRecord("a") == original)
        #expect(original.fields.names == TaskRecord.keys)
    }

    @Test func `an update does not reach a record that was handed out`() async throws {
        let database = try await Self.database()
        let before = try await database.getRecord("a")
        try await database.updateRecord("a", ["header": nil, "display_data": 1])
        try await database.dropRecord("a")
        #expect(before["header"] == ["kind": "apply"])
        #expect(before["display_data"] == nil)
    }

    @Test func `changing a record after handing it in changes nothing`() async throws {
        let database = DictDB()
        var record = TaskRecord(msgID: "a", ["label": "before"])
        try await database.addRecord("a", record)
        record["label"] = "after"
        var changes: Document = ["stdout": "before"]
        try await database.updateRecord("a", changes)
        changes["stdout"] = "after"
        let held = try await database.getRecord("a")
        #expect(held["label"] == "before")
        #expect(held["stdout"] == "before")
    }

    @Test func `many tasks at once lose nothing`() async throws {
        let database = DictDB(limits: try DictDB.Limits(records: 10_000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<100 {
                        let id = "\(task)-\(number)"
                        try await database.addRecord(
                            id, TaskRecord(msgID: id, ["submitted": .instant(Instant(microseconds: number))]))
                        try await database.updateRecord(id, ["engine_uuid": .text("engine \(task)")])
                        #expect(try await database.getRecord(id)["engine_uuid"] == .text("engine \(task)"))
                        if number % 2 == 0 { try await database.dropRecord(id) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await database.getHistory().count == 400)
        for task in 0..<8 {
            let found = try await database.findRecords(["engine_uuid": .text("engine \(task)")], keys: nil)
            #expect(found.count == 50)
        }
    }
}
