import Foundation
import TaskDatabases
import Wire

/// Does with DictDB what a line of standard input says, and answers with the seconds it took and what came of it.
///
///     databasebench dictdb
///
/// Records and changes come after the commands `load` and `replies`, one a line in Extended JSON: reading them is not
/// measured. `dictdb_peer.py` answers the same commands with ipyparallel's DictDB.
struct DictDBBench {
    private var database = DictDB()
    /// The msg_ids, oldest first.
    private var ids: [String] = []
    /// What the Hub sets when a task ends: the record at index n takes the reply at n modulo their number.
    private var replies: [Document] = []
    private let clock = ContinuousClock()

    mutating func answer(_ words: [String]) async throws -> (seconds: Double, result: Int) {
        let numbers = words.dropFirst().compactMap { Int($0) }
        switch words[0] {
        case "load": return try await load(numbers[0])
        case "replies":
            replies = try (0..<numbers[0]).map { _ in try Self.readDocument() }
            return (0, replies.count)
        case "get":
            return try await inRandomOrder(numbers[0]) { database, id, _ in _ = try await database.getRecord(id) }
        case "update":
            return try await inRandomOrder(numbers[0]) { database, id, reply in
                try await database.updateRecord(id, reply)
            }
        case "drop":
            return try await inRandomOrder(numbers[0]) { database, id, _ in try await database.dropRecord(id) }
        case "tasks": return try await atOnce(tasks: numbers[0], numbers[1])
        case "history": return try await repeated(numbers[0]) { await database.getHistory().count }
        case "find":
            let (check, keys) = try await question(words[1])
            return try await repeated(numbers[0]) { try await database.findRecords(check, keys: keys).count }
        default: throw BenchError("unknown command \(words.joined(separator: " "))")
        }
    }

    /// Adds to an empty database; the result is the bytes of memory taken for each record.
    private mutating func load(_ count: Int) async throws -> (seconds: Double, result: Int) {
        database = DictDB(limits: try DictDB.Limits(records: .max, bufferBytes: .max))
        let before = try Self.residentBytes()
        var spent = Duration.zero
        for start in stride(from: 0, to: count, by: 1000) {
            let batch = try (start..<min(start + 1000, count)).map { _ in
                let fields = try Self.readDocument()
                guard case .text(let id)? = fields["msg_id"] else { throw BenchError("no msg_id") }
                return (id: id, record: TaskRecord(fields))
            }
            spent += try await clock.measure {
                for (id, record) in batch { try await database.addRecord(id, record) }
            }
        }
        let bytes = try (Self.residentBytes() - before) / count
        ids = await database.getHistory()
        return (spent / .seconds(1), bytes)
    }

    /// Does something with so many of the records, each once if there are enough.
    private func inRandomOrder(
        _ count: Int, _ act: (DictDB, String, Document) async throws -> Void
    ) async throws -> (seconds: Double, result: Int) {
        let order = Array(ids.indices).shuffled()
        let spent = try await clock.measure {
            for index in 0..<count {
                let number = order[index % order.count]
                try await act(database, ids[number], replies[number % replies.count])
            }
        }
        return (spent / .seconds(1), count)
    }

    /// Gets and updates by turns, shared out among tasks.
    private func atOnce(tasks: Int, _ count: Int) async throws -> (seconds: Double, result: Int) {
        let order = Array(ids.indices).shuffled()
        let spent = try await clock.measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<tasks {
                    group.addTask { [database, ids, replies] in
                        for index in stride(from: task, to: count, by: tasks) {
                            let number = order[index % order.count]
                            _ = try await database.getRecord(ids[number])
                            try await database.updateRecord(ids[number], replies[number % replies.count])
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        return (spent / .seconds(1), count)
    }

    private func repeated(
        _ times: Int, _ act: () async throws -> Int
    ) async throws -> (seconds: Double, result: Int) {
        var result = 0
        let spent = try await clock.measure {
            for _ in 0..<times { result = try await act() }
        }
        return (spent / .seconds(1), result)
    }

    private func question(_ name: String) async throws -> (check: Document, keys: [String]?) {
        let last = ids.count - 1
        switch name {
        case "pending": return (["completed": nil], ["submitted", "engine_uuid"])
        case "newest":
            return (["submitted": ["$gte": try await value("submitted", last - ids.count / 100 + 1)]], nil)
        case "engines":
            let engines = [try await value("engine_uuid", 3), try await value("engine_uuid", 11)]
            return (["engine_uuid": ["$in": .list(engines)]], ["completed"])
        case "msg_ids": return (["msg_id": ["$in": .list((0..<100).map { .text(ids[$0 * 97 % ids.count]) })]], nil)
        case "ne": return (["client_uuid": ["$ne": try await value("client_uuid", 0)]], nil)
        default: throw BenchError("unknown check \(name)")
        }
    }

    private func value(_ key: String, _ number: Int) async throws -> Value {
        try await database.getRecord(ids[number])[key] ?? .null
    }

    private static func readDocument() throws -> Document {
        guard let line = readLine(), case .object(let object) = try JSON(parsing: Array(line.utf8)) else {
            throw BenchError("a record is missing")
        }
        return try Document(extendedJSON: object, at: "record")
    }

    /// The memory that is in use and belongs to no file.
    private static func residentBytes() throws -> Int {
        let numbers = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        let pages = numbers.compactMap { Int($0) }
        return (pages[1] - pages[2]) * Int(getpagesize())
    }
}
