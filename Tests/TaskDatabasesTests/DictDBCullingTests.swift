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
