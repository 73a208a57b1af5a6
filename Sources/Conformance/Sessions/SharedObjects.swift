import Console
import TaskDatabases
import Wire

/// The lists and dicts that a session has exchanged with a database that may hold on to them: what either side does to
/// one of them happens to the other's, as it would in one process.
final class SharedObjects {
    private let backend: any SharingBackend
    private var held: [Held] = []

    /// Older ones are forgotten: each is looked at with every call.
    private static let most = 100

    /// A list or dict, and its items when it was last looked at.
    private struct Held {
        let name: String
        /// A separate class, so that `isKnownUniquelyReferenced` shows whether anybody else holds it.
        var cell: Cell
        var items: [Item]

        var object: Object { (cell as? ListObject).map(Object.list) ?? (cell as? DictObject).map(Object.dict) ?? .none }
    }

    private struct Item {
        /// Nil in a list.
        let key: Str?
        let value: Object

        /// Whether the two are the same: of lists and dicts, the same objects.
        func isSame(as other: Item) -> Bool {
            guard key == other.key else { return false }
            switch (value, other.value) {
            case (.list(let list), .list(let other)): return list === other
            case (.dict(let dict), .dict(let other)): return dict === other
            case (.list, _), (.dict, _): return false
            // Not by way of values: every text would be copied with every call.
            case (.str(let text), .str(let other)): return text == other
            default: return (try? Value(value)) == (try? Value(other.value))
            }
        }
    }

    init(_ backend: any SharingBackend) { self.backend = backend }

    /// Sends a request with the session's changes of objects; applies the database's changes to them.
    func send(_ request: Request, _ arguments: Arguments) async throws -> Object {
        forget()
        let reply = try await backend.send(request, changes())
        for (place, argument) in Self.parameters(of: request).enumerated() {
            if let object = arguments.argument(place, argument) { hold(object, "\(reply.id)/\(argument)") }
        }
        apply(reply.sharing)
        let result = try request.fitting(try reply.answer.get())
        let object = Object(result)
        hold(object, "\(reply.id)/result")
        return object
    }

    /// Forgets what the session has forgotten: nobody can change it any more, or see it changed.
    private func forget() {
        // What is in an object comes behind it, and is let go by it first.
        for index in held.indices where isKnownUniquelyReferenced(&held[index].cell) {
            held[index].cell = nothing
            held[index].items = []
        }
        held.removeAll { $0.cell === nothing }
    }

    private let nothing = ListObject()

    private static func parameters(of request: Request) -> [String] {
        switch request {
        case .addRecord, .updateRecord: ["msg_id", "record"]
        case .dropMatchingRecords: ["check"]
        case .findRecords: ["check", "keys"]
        default: []
        }
    }

    private func hold(_ object: Object, _ name: String) {
        var found: [Held] = []
        Self.collect(object, name, into: &found)
        guard found.count <= Self.most else { return }
        held += found
        held.removeFirst(max(0, held.count - Self.most))
    }

    /// An object and the lists and dicts in it, each before those in it; named by their places.
    private static func collect(_ object: Object, _ name: String, into found: inout [Held]) {
        guard let items = items(of: object), let cell = object.cell, found.count <= most else { return }
        found.append(Held(name: name, cell: cell, items: items))
        for (place, item) in items.enumerated() { collect(item.value, "\(name)/\(place)", into: &found) }
    }

    /// Nil where the object is none that can change, or none that a record can hold.
    private static func items(of object: Object) -> [Item]? {
        switch object {
        case .list(let list): return list.items.map { Item(key: nil, value: $0) }
        case .dict(let dict):
            var items: [Item] = []
            for (key, value) in dict.pairs {
                guard case .str(let key) = key else { return nil }
                items.append(Item(key: key, value: value))
            }
            return items
        default: return nil
        }
    }

    /// Those whose own items are others than before, the inner ones first.
    private func changes() -> Sharing {
        var sharing = Sharing()
        for index in held.indices.reversed() {
            // What no record can hold, or no message, is nobody's business any more.
            guard let items = Self.items(of: held[index].object), !Self.areSame(items, held[index].items),
                let value = try? Value(held[index].object), (try? value.extendedJSON()) != nil
            else { continue }
            held[index].items = items
            sharing.changed.append((held[index].name, value))
        }
        return sharing
    }

    private static func areSame(_ items: [Item], _ others: [Item]) -> Bool {
        items.count == others.count && zip(items, others).allSatisfy { $0.isSame(as: $1) }
    }

    private func apply(_ sharing: Sharing) {
        for (name, value) in sharing.changed {
            guard let index = held.firstIndex(where: { $0.name == name }) else { continue }
            held[index].object.refill(with: value)
            held[index].items = Self.items(of: held[index].object) ?? []
        }
    }
}

extension Object {
    /// Makes a list or dict hold a value; an item that is there already stays the object it is.
    fileprivate func refill(with value: Value) {
        switch (self, value) {
        case (.dict(let dict), .document(let document)):
            for case (.str(let key), _) in dict.pairs where document[key.string] == nil { dict[key.string] = nil }
            for (name, value) in document where dict[name].flatMap({ try? Value($0) }) != value {
                dict[name] = Object(value)
            }
        case (.list(let list), .list(let values)):
            var left = list.items
            list.items = values.map { value in
                let place = left.firstIndex { (try? Value($0)) == value }
                return place.map { left.remove(at: $0) } ?? Object(value)
            }
        default: break
        }
    }
}

extension Request {
    /// A result, if it is one of this request's kind.
    ///
    /// - Throws: ``UnfitAnswer``.
    func fitting(_ result: Value) throws -> Value {
        if let mismatch = mismatch(of: result) { throw UnfitAnswer(method: method, mismatch: mismatch) }
        return result
    }
}
