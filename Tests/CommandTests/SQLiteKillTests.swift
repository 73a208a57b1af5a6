import DatabaseTestSupport
import Foundation
import GRDB
import SQLiteTaskDatabase
import Support
import TaskDatabases
import TestSupport
import Testing
import Wire

/// A process that is killed while it writes loses no acknowledged write and leaves none half done.
@Suite(.serialized) struct SQLiteKillTests {
    private static let rounds = 200
    private static let tasks = 20

    /// The requests about one task, in order.
    private static func requests(of task: String) -> [Request] {
        let record = TaskRecord(
            msgID: task,
            [
                "submitted": .instant(.minute(1)), "header": ["msg_type": "apply_request", "msg_id": .text(task)],
                "buffers": [.bytes(Array(repeating: 7, count: 3000))],
            ])
        return [
            .addRecord(msgID: task, record: record.fields),
            .updateRecord(
                msgID: task,
                record: [
                    "completed": .instant(.minute(2)), "result_buffers": [.bytes(Array(repeating: 9, count: 6000))],
                ]),
            .dropRecord(msgID: task),
        ]
    }

    /// The states of a task: before its requests and after each of them.
    private static func states(of task: String) async throws -> [TaskRecord?] {
        let model = DictDB()
        var states: [TaskRecord?] = [nil]
        for request in requests(of: task) {
            switch request {
            case .addRecord(let msgID, let record): try await model.addRecord(msgID, TaskRecord(record))
            case .updateRecord(let msgID, let changes): try await model.updateRecord(msgID, changes)
            default: try await model.dropRecord(task)
            }
            states.append(try? await model.getRecord(task))
        }
        return states
    }

    /// - Returns: how many requests were acknowledged before the process was killed.
    private static func killedRound(_ requests: [Request], _ path: String, after delay: Duration) async throws -> Int {
        let lines = try ([.reopen] + requests).enumerated().map { id, request in
            String(decoding: try request.message(id: id).bytes, as: UTF8.self) + "\n"
        }
        let program = try RunningProgram(["taskdb", "host", "sqlitedb:\(path)"], input: lines.joined())
        while !program.output.contains("\n") { try await Task.sleep(for: .milliseconds(2)) }
        try await Task.sleep(for: delay)
        program.send(SIGKILL)
        _ = await program.status(within: .seconds(20))
        let replies = program.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for reply in replies { #expect(reply.contains(#""result":null"#)) }
        return replies.count - 1
    }

    @Test(.timeLimit(.minutes(3))) func `after 200 kills at random moments there is every acknowledged write, whole`()
        async throws
    {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "tasks.db").path
        var random = SplitMix(seed: 6)
        var expected: [String: TaskRecord] = [:]
        var interrupted = 0
        for round in 0..<Self.rounds {
            let tasks = (0..<Self.tasks).map { "r\(round)-\($0)" }
            let requests = tasks.flatMap(Self.requests)
            let acknowledged = try await Self.killedRound(
                requests, path, after: .microseconds(Int.random(in: 0..<40_000, using: &random)))
            if acknowledged < requests.count { interrupted += 1 }
            try Self.checkIntegrity(path)
            let database = try SQLiteDB(.init(path: path, synchronous: .off))
            for (place, task) in tasks.enumerated() {
                let states = try await Self.states(of: task)
                let done = min(max(acknowledged - 3 * place, 0), 3)
                let found = try? await database.getRecord(task)
                // The request after the last acknowledged one may be done or not.
                let isUnderWay = 3 * place + done == acknowledged && done < 3
                let allowed = [states[done]] + (isUnderWay ? [states[done + 1]] : [])
                #expect(allowed.contains(found), "round \(round): \(task) after \(acknowledged) acknowledged")
                expected[task] = found
            }
            try await database.close()
        }
        #expect(interrupted > Self.rounds / 2)
        let all = try await SQLiteDB(.init(path: path)).findRecords([:], keys: nil)
        #expect(all.count == expected.count)
        #expect(all.allSatisfy { $0 == expected[$0["msg_id"]?.text ?? ""] })
    }

    private static func checkIntegrity(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        #expect(try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
        try queue.close()
    }
}
