import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteTaskDatabase

@Suite struct ReadQueueTests {
    private let folder: TemporaryFolder
    private let reads: ReadQueue

    init() throws {
        folder = try TemporaryFolder()
        reads = ReadQueue(try DatabasePool(path: folder.url.appending(path: "a.db").path))
    }

    /// If reads blocked threads of the cooperative pool, which has one for each core, nobody could open the gate.
    @Test(.timeLimit(.minutes(1))) func `reads that wait for the disk do not stop other tasks`() async throws {
        let (gate, count) = (DispatchSemaphore(value: 0), 200)
        let done = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<count {
                group.addTask { [reads] in
                    try await reads.read { database in
                        gate.wait()
                        return try Int.fetchOne(database, sql: "SELECT \(number)")
                    }
                }
            }
            group.addTask {
                try await Task.sleep(for: .milliseconds(50))
                for _ in 0..<count { gate.signal() }
                return nil
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(done.count == count + 1)
    }

    @Test func `an error of a read is thrown, and later reads run`() async throws {
        for _ in 0..<10 {
            await #expect(throws: DatabaseError.self) {
                try await reads.read { try Int.fetchOne($0, sql: "SELECT * FROM nothing") }
            }
        }
        #expect(try await reads.read { try Int.fetchOne($0, sql: "SELECT 7") } == 7)
    }
}
