import Foundation
import MongoTaskDatabase
import SQLiteTaskDatabase
import TaskDatabases
import Wire

/// Runs commands, one a line of standard input, with a database. Prints the seconds each took and its result.
///
///     databasebench RECORDS PLACE
///     databasebench dictdb
///
/// RECORDS holds one record a line in Extended JSON. PLACE is a folder, for SQLiteDB, or the URI of a MongoDB server.
/// `sqlite_peer.py` and `mongodb_peer.py` run the same commands with ipyparallel's SQLiteDB and with pymongo.
@main struct DatabaseBench {
    private let records: [TaskRecord]
    private var place: Place
    private var database: any PersistentTaskDatabase

    static func main() async throws {
        if CommandLine.arguments.dropFirst() == ["dictdb"] {
            var bench = DictDBBench()
            return try await serve { try await bench.answer($0) }
        }
        guard CommandLine.arguments.count == 3 else { throw BenchError("usage: databasebench RECORDS PLACE") }
        var bench = try await DatabaseBench(CommandLine.arguments[1], Place(CommandLine.arguments[2]))
        try await serve { try await bench.answer($0) }
    }

    private static func serve(_ answer: ([String]) async throws -> (seconds: Double, result: Int)) async throws {
        while let line = readLine() {
            let (seconds, result) = try await answer(line.split(separator: " ").map(String.init))
            print(seconds, result)
            fflush(nil)
        }
    }

    private init(_ records: String, _ place: Place) async throws {
        let lines = try Data(contentsOf: URL(fileURLWithPath: records)).split(separator: UInt8(ascii: "\n"))
        self.records = try lines.map { line in
            guard case .object(let object) = try JSON(parsing: Array(line)) else { throw BenchError("no record") }
            return TaskRecord(try Document(extendedJSON: object, at: "record"))
        }
        var place = place
        database = try await place.fresh()
        self.place = place
    }

    private mutating func answer(_ words: [String]) async throws -> (seconds: Double, result: Int) {
        let clock = ContinuousClock()
        if words[0] == "add" {
            try await database.close()
            database = try await place.fresh()
        }
        var result = 0
        let spent = try await clock.measure { result = try await act(words) }
        return (spent / .seconds(1), result)
    }

    private func act(_ words: [String]) async throws -> Int {
        switch (words[0], words.dropFirst().compactMap { Int($0) }) {
        case ("add", let numbers) where numbers.count == 2: try await add(numbers[0], tasks: numbers[1])
        case ("get", let numbers) where numbers.count == 1: try await get(numbers[0])
        case ("find", _) where words.count == 2: try await database.findRecords(check(words[1]), keys: nil).count
        case ("update", let numbers) where numbers.count == 1: try await update(numbers[0])
        case ("drop", let numbers) where numbers.count == 1: try await drop(numbers[0])
        case ("history", _): try await database.getHistory().count
        case ("size", _): try await size()
        default: throw BenchError("unknown command \(words.joined(separator: " "))")
        }
    }

    /// - Parameter tasks: the number of tasks that add concurrently.
    private func add(_ count: Int, tasks: Int) async throws -> Int {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    for index in stride(from: task, to: count, by: tasks) {
                        try await database.addRecord(msgID(index), records[index])
                    }
                }
            }
            try await group.waitForAll()
        }
        return count
    }

    private func get(_ count: Int) async throws -> Int {
        for index in 0..<count { _ = try await database.getRecord(msgID(index &* 7919 % records.count)) }
        return count
    }

    /// Sets what the Hub sets when a task ends, but for its result.
    private func update(_ count: Int) async throws -> Int {
        let changes: Document = ["completed": records[0]["submitted"] ?? .null, "result_content": ["status": "ok"]]
        for index in 0..<count { try await database.updateRecord(msgID(index &* 7919 % records.count), changes) }
        return count
    }

    private func drop(_ count: Int) async throws -> Int {
        for index in 0..<count { try await database.dropRecord(msgID(index)) }
        return count
    }

    private func size() async throws -> Int {
        try await database.close()
        return try place.size()
    }

    private func msgID(_ index: Int) -> String {
        if case .text(let text) = records[index]["msg_id"] { text } else { "" }
    }

    private func check(_ name: String) throws -> Document {
        switch name {
        case "completed": return ["completed": ["$ne": nil]]
        case "newest":
            return ["submitted": ["$gte": records[records.count - records.count / 100]["submitted"] ?? .null]]
        case "engines": return ["engine_uuid": ["$in": [engine(3), engine(11)]]]
        case "msg_ids": return ["msg_id": ["$in": .list((0..<100).map { .text(msgID($0 * 97 % records.count)) })]]
        case "client":
            var check = try check("newest")
            check["client_uuid"] = records[0]["client_uuid"]
            return check
        case "ne": return ["client_uuid": ["$ne": records[0]["client_uuid"] ?? .null]]
        default: throw BenchError("unknown check \(name)")
        }
    }

    private func engine(_ index: Int) -> Value { records[index]["engine_uuid"] ?? .null }
}

/// Where new databases are made.
struct Place: Sendable {
    private let folder: URL?
    private let uri: String
    private var name = ""

    init(_ text: String) {
        folder = text.hasPrefix("mongodb") ? nil : URL(fileURLWithPath: text)
        uri = text
    }

    mutating func fresh() async throws -> any PersistentTaskDatabase {
        if folder != nil { try? FileManager.default.removeItem(atPath: path) }
        name = UUID().uuidString
        guard folder != nil else { return try await MongoDB(.init(uri: uri, database: name)) }
        return try SQLiteDB(.init(path: path))
    }

    /// The size of the database file in bytes; 0 if there is none.
    func size() throws -> Int {
        folder == nil ? 0 : try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    private var path: String { folder?.appending(path: "\(name).db").path ?? "" }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
