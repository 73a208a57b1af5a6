import DatabaseTestSupport
import Glibc
import SQLiteTaskDatabase
import Support
import TaskDatabases
import Testing

@Suite struct ConcurrencyTests {
    private static var thread: pthread_t { pthread_self() }

    /// As `taskdb host` does.
    @Test func `a task with a thread of its own needs no other`() async throws {
        let file = try TestFile()
        let threads = try await WorkerThreads.$doesWorkAtOnce.withValue(true) {
            try await withTaskExecutorPreference(WorkerThreads(most: 1)) {
                var threads: Set<pthread_t> = []
                for start in ["first", "second"] {
                    let database = try file.open()
                    for number in 0..<20 {
                        try await database.addRecord("\(start)-\(number)", TaskRecord(msgID: "\(start)-\(number)"))
                        threads.insert(Self.thread)
                        _ = try await database.findRecords(["msg_id": ["$ne": ""]], keys: nil)
                        threads.insert(Self.thread)
                        try await database.updateRecord("\(start)-\(number)", ["label": "x"])
                    }
                    let found = try await database.findRecords(["label": "x"], keys: nil)
                    #expect(found.count == (start == "first" ? 20 : 40))
                    try await database.close()
                }
                return threads
            }
        }
        #expect(threads.count == 1)
    }

    @Test func `many tasks lose nothing and see every acknowledged write`() async throws {
        let file = try TestFile()
        let database = try file.open(synchronous: .full)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<50 {
                group.addTask {
                    for number in 0..<20 {
                        let name = "t\(task)-\(number)"
                        try await database.addRecord(
                            name, TaskRecord(msgID: name, ["submitted": .instant(.minute(number))]))
                        try await database.updateRecord(name, ["stdout": .text(name)])
                        #expect(try await database.getRecord(name)["stdout"] == .text(name))
                        if number % 4 == 0 { try await database.dropRecord(name) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.getHistory().count == 750)
        try await database.close()
        let records = try await file.open().findRecords([:], keys: nil)
        #expect(records.count == 750)
        #expect(records.allSatisfy { $0["stdout"] == $0["msg_id"] })
    }

    @Test func `of many tasks that add one msg_id, one succeeds`() async throws {
        let file = try TestFile()
        let database = try file.open()
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<40 {
                group.addTask {
                    let record = TaskRecord(msgID: "a", ["label": .integer(task)])
                    return try await TaskDatabaseError.Kind.thrown { try await database.addRecord("a", record) } == nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(won == 1)
    }

    @Test func `an error of one write does not affect the others of its group`() async throws {
        let file = try TestFile()
        let database = try file.open(synchronous: .full)
        try await database.addRecord("taken", TaskRecord(msgID: "taken"))
        let kinds = try await withThrowingTaskGroup(of: TaskDatabaseError.Kind?.self) { group in
            for task in 0..<60 {
                group.addTask {
                    try await TaskDatabaseError.Kind.thrown {
                        let name = task % 3 == 0 ? "taken" : "m\(task)"
                        try await database.addRecord(name, TaskRecord(msgID: name))
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.filter { $0 == .duplicateID }.count == 20)
        #expect(kinds.filter { $0 == nil }.count == 40)
        #expect(try await database.findRecords([:], keys: ["msg_id"]).count == 41)
    }
}
