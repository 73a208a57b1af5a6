import TaskDatabases
import Testing

@testable import TaskDatabases

/// What is remembered of culled records.
@Suite struct DictDBCullingTests {
    static func kind(_ id: String, _ database: DictDB) async -> TaskDatabaseError.Kind? {
        do {
            _ = try await database.getRecord(id)
            return nil
        } catch {
            return (error as? TaskDatabaseError)?.kind
        }
    }

    @Test func `the latest record_limit ids are known to be culled, and no more`() async throws {
        let database = DictDB(limits: try DictDB.Limits(records: 1500, cullFraction: 0))
        for number in 0..<5000 { try await database.addRecord("\(number)", TaskRecord(msgID: "\(number)")) }
        #expect(await Self.kind("1999", database) == .unknownID)
        #expect(await Self.kind("2000", database) == .culled)
        #expect(await Self.kind("3499", database) == .culled)
        #expect(await Self.kind("3500", database) == nil)
    }

    /// Records as (msg_id, the minute of `submitted`, whether it has ended), and those that are left of them.
    struct Row: CustomTestStringConvertible {
        let limit: Int
        let records: [(id: String, minute: Int?, isFinished: Bool)]
        let left: Set<String>

        var testDescription: String { "\(records.map(\.id)) of \(limit)" }
    }

    @Test(arguments: [
        Row(
            limit: 2, records: [("undated", nil, false), ("old", 1, false), ("new", 2, false)],
            left: ["undated", "new"]),
        Row(limit: 2, records: [("old", 1, true), ("late", 5, true), ("older", 0, true)], left: ["old", "late"]),
        Row(limit: 1, records: [("pending", 1, false), ("newest", 2, true)], left: ["newest"]),
        Row(
            limit: 2, records: [("pending", 1, false), ("done", 2, true), ("newest", 3, true)],
            left: ["pending", "newest"]),
        Row(limit: 0, records: [("newest", 3, true)], left: []),
    ])
    func `the newest is culled only if it alone is too much, and a record without a date is the newest`(
        _ row: Row
    ) async throws {
        let database = DictDB(limits: try DictDB.Limits(records: row.limit, cullFraction: 0))
        for (id, minute, isFinished) in row.records {
            let date = { (minute: Int) in Value.instant(Instant(microseconds: minute * 60_000_000)) }
            try await database.addRecord(
                id,
                TaskRecord(
                    msgID: id, ["submitted": minute.map(date) ?? .null, "completed": isFinished ? date(99) : .null]))
        }
        let left = try await database.findRecords([:], keys: []).compactMap { record in
            if case .text(let id) = record["msg_id"] { id } else { nil }
        }
        #expect(Set(left) == row.left)
    }

    @Test func `ids that are culled again and again do not displace others`() {
        var culled = CulledIDs(limit: 2)
        culled.insert(ExactText("kept"))
        for _ in 0..<10 {
            culled.insert(ExactText("again"))
            culled.remove(ExactText("again"))
        }
        culled.insert(ExactText("again"))
        #expect(culled.contains(ExactText("kept")))
        #expect(culled.contains(ExactText("again")))
        culled.insert(ExactText("third"))
        #expect(!culled.contains(ExactText("kept")))
    }

    @Test(arguments: [0, 1, 5]) func `no more than the limit is remembered`(limit: Int) {
        var culled = CulledIDs(limit: limit)
        for number in 0..<100 { culled.insert(ExactText("\(number)")) }
        #expect((0..<100).filter { culled.contains(ExactText("\($0)")) } == Array(100 - limit..<100))
    }
}
