import Conformance
import Console
import Fuzzing
import TaskDatabases
import Wire

/// `db` in a session, with objects that are shared with the session: changes that the session made to them are written
/// to the database before the next call.
final class AliasingDatabase: HostObject {
    let typeName = "TaskDatabase"
    private let database: DatabaseObject
    private let backend: any Backend
    private let aliasing: Aliasing
    private var shared: [Shared] = []
    /// The records that were returned, for ``Aliasing/followsUpdates``.
    private var given: [(msgID: String, record: DictObject)] = []
    /// The lists that were returned since the last write, by call.
    private var lists: [String: Object] = [:]

    /// A shared object, and its content when it was last read.
    private struct Shared {
        let msgID: String
        var held: DictObject
        var seen: Document

        /// Whether the session may still reach the object, or what is in it.
        mutating func canChange() -> Bool {
            !isKnownUniquelyReferenced(&held)
                || held.pairs.contains {
                    switch $0.value {
                    case .list, .dict: true
                    default: false
                    }
                }
        }
    }

    init(_ backend: any Backend, _ aliasing: Aliasing) {
        database = DatabaseObject(backend)
        self.backend = backend
        self.aliasing = aliasing
    }

    func call(_ method: String, _ arguments: Arguments) async throws -> Object {
        await writeThrough()
        if let list = repeated(method, arguments) { return list }
        defer { aliasing.spoils(method, arguments) }
        let result = try await database.call(method, arguments)
        noteArguments(method, arguments)
        noteResult(method, result)
        if aliasing.repeatsList.contains(method) { lists[Self.key(method, arguments)] = result }
        return result
    }

    private func noteArguments(_ method: String, _ arguments: Arguments) {
        guard let msgID = arguments.msgID, let record = arguments.dict(1, "record") else { return }
        if let depth = aliasing.keeps[method] { share(record, under: msgID, depth) }
        guard method == "update_record", aliasing.followsUpdates else { return }
        for (name, held) in given where name == msgID {
            for case (.str(let key), let value) in record.pairs { held[key.string] = value }
        }
    }

    private func noteResult(_ method: String, _ result: Object) {
        for record in Self.records(result) {
            guard case .str(let msgID)? = record["msg_id"] else { continue }
            if let depth = aliasing.gives[method] { share(record, under: msgID.string, depth) }
            if aliasing.followsUpdates { given.append((msgID.string, record)) }
        }
    }

    private static func records(_ result: Object) -> [DictObject] {
        switch result {
        case .dict(let dict): [dict]
        case .list(let list): list.items.flatMap(records)
        default: []
        }
    }
}

// MARK: - Shared objects

extension AliasingDatabase {
    private func share(_ record: DictObject, under msgID: String, _ depth: Aliasing.Depth) {
        guard case .dict(let held)? = try? depth.copy(of: .dict(record)) else { return }
        if let seen = try? Document(held) { shared.append(Shared(msgID: msgID, held: held, seen: seen)) }
    }

    /// A session that adds thousands of records reaches hardly any of them again, so each is looked at once.
    private func writeThrough() async {
        defer { shared = shared.indices.filter { shared[$0].canChange() }.map { shared[$0] } }
        for index in shared.indices {
            guard let now = try? Document(shared[index].held) else { continue }
            let before = shared[index].seen
            let names = Set((now.names + before.names).map(ExactText.init)).map(\.string)
            let changed = names.filter { $0 != "msg_id" && now[$0] != before[$0] }
            guard !changed.isEmpty else { continue }
            shared[index].seen = now
            let update = Document(changed.map { ($0, now[$0] ?? .null) })
            // The record may have been dropped.
            _ = try? await backend.send(.updateRecord(msgID: shared[index].msgID, record: update))
        }
    }

    /// The list that the same call returned before, if there was no write since.
    private func repeated(_ method: String, _ arguments: Arguments) -> Object? {
        if ["add_record", "update_record", "drop_record", "drop_matching_records"].contains(method) { lists = [:] }
        return lists[Self.key(method, arguments)]
    }

    private static func key(_ method: String, _ arguments: Arguments) -> String {
        method + arguments.positional.map(\.repr).joined(separator: ",")
    }
}

extension Aliasing.Depth {
    /// Returns what the database holds of an object: a copy, with some of the lists and dicts in it shared.
    fileprivate func copy(of object: Object) throws -> Object {
        if case .copied(levels: 0) = self { return object }
        let inside: Aliasing.Depth = if case .copied(let levels) = self { .copied(levels: levels - 1) } else { self }
        switch (object, self) {
        case (.list, .withoutLists): return object
        case (.list(let list), _): return .list(ListObject(try list.items.map(inside.copy)))
        case (.dict(let dict), _):
            return .dict(try DictObject(pairs: try dict.pairs.map { ($0.key, try inside.copy(of: $0.value)) }))
        default: return object
        }
    }
}
