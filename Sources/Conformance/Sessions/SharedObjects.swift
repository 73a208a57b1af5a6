import Console
import TaskDatabase
import Wire

/// The lists and dicts that a session has exchanged with a database that may hold on to them: what either side does to
/// one of them happens to the other's, as it would in one process.
final class SharedObjects {
    private let backend: any SharingBackend
    private var held: [Held] = []

    /// Older ones are forgotten: each is looked at with every call.
    private static let most = 32

    /// An object, and what it held when it was last looked at.
    private struct Held {
        let name: String
        let object: Object
        var seen: Value
    }

    init(_ backend: any SharingBackend) { self.backend = backend }

    /// Sends a request with what became of the objects so far; what the database did to them is done to them here.
    func send(_ request: Request, _ arguments: Arguments) async throws -> Object {
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

    private static func parameters(of request: Request) -> [String] {
        switch request {
        case .addRecord, .updateRecord: ["msg_id", "record"]
        case .dropMatchingRecords: ["check"]
        case .findRecords: ["check", "keys"]
        default: []
        }
    }

    private func hold(_ object: Object, _ name: String) {
        switch object {
        case .list, .dict: break
        default: return
        }
        guard let seen = try? Value(object) else { return }
        held.append(Held(name: name, object: object, seen: seen))
        if held.count > Self.most { held.removeFirst() }
    }

    private func changes() -> Sharing {
        var sharing = Sharing()
        for index in held.indices {
            // What no record can hold is nobody's business any more.
            guard let now = try? Value(held[index].object), now != held[index].seen else { continue }
            held[index].seen = now
            sharing.changed.append((held[index].name, now))
        }
        return sharing
    }

    private func apply(_ sharing: Sharing) {
        for (name, value) in sharing.changed {
            guard let index = held.firstIndex(where: { $0.name == name }) else { continue }
            held[index].object.become(value)
            held[index].seen = value
        }
    }
}

extension Object {
    /// Makes a list or dict hold a value, with as many of the objects in it as stay what they are.
    fileprivate func become(_ value: Value) {
        switch (self, value) {
        case (.dict(let dict), .document(let document)):
            for case (.str(let key), _) in dict.pairs where document[key.string] == nil { dict[key.string] = nil }
            for (name, value) in document { dict[name] = dict[name].changed(to: value) }
        case (.list(let list), .list(let values)):
            // An item that is still there is still the same object, wherever it stands now.
            var left: [Object?] = list.items
            let kept = values.map { value in
                let place = left.firstIndex { item in item.map { (try? Value($0)) == value } ?? false }
                return place.map { left[$0].take() } ?? nil
            }
            list.items = values.indices.map { place in
                kept[place] ?? (left.indices.contains(place) ? left[place].take() : nil).changed(to: values[place])
            }
        default: break
        }
    }
}

extension Object? {
    /// The same object where it can become a value, else another.
    fileprivate func changed(to value: Value) -> Object {
        switch (self, value) {
        case (.dict?, .document), (.list?, .list):
            self?.become(value)
            return self ?? Object(value)
        default: return Object(value)
        }
    }
}

extension Request {
    /// A result, if it is one of this request's kind.
    ///
    /// - Throws: ``UnfitAnswer``.
    func fitting(_ result: Value) throws -> Value {
        if let misfit = misfit(of: result) { throw UnfitAnswer(method: method, misfit: misfit) }
        return result
    }
}
