import Console
import TaskDatabases
import Wire

/// `db` in a session: the backend under test, with Python's calling conventions.
package final class DatabaseObject: HostObject {
    package let typeName = "TaskDatabase"
    private let backend: any Backend
    /// What is exchanged with a backend that may hold on to a session's objects.
    private let shared: SharedObjects?

    package init(_ backend: any Backend) {
        self.backend = backend
        shared = nil
    }

    init(sharing backend: any SharingBackend) {
        self.backend = backend
        shared = SharedObjects(backend)
    }

    package func call(_ method: String, _ arguments: Arguments) async throws -> Object {
        let request = try Self.request(method, arguments)
        do {
            if let shared { return try await shared.send(request, arguments) }
            return Object(try request.fitting(try await backend.send(request)))
        } catch let error as RaisedError {
            throw PythonException(error)
        } catch let error as WireError {
            throw PythonException(type: "ValueError", message: error.description)
        }
    }

    private static func request(_ method: String, _ arguments: Arguments) throws -> Request {
        func bind(_ parameters: Arguments.Parameter...) throws -> [Object] {
            try arguments.bind(function: method, parameters)
        }
        switch method {
        case "add_record":
            let bound = try bind("msg_id", "record")
            return .addRecord(msgID: try text(bound[0], "msg_id"), record: try document(bound[1], "record"))
        case "get_record": return .getRecord(msgID: try text(try bind("msg_id")[0], "msg_id"))
        case "update_record":
            let bound = try bind("msg_id", "record")
            return .updateRecord(msgID: try text(bound[0], "msg_id"), record: try document(bound[1], "record"))
        case "drop_record": return .dropRecord(msgID: try text(try bind("msg_id")[0], "msg_id"))
        case "drop_matching_records": return .dropMatchingRecords(check: try document(try bind("check")[0], "check"))
        case "find_records":
            let bound = try bind("check", .init("keys", default: Object.none))
            return .findRecords(check: try document(bound[0], "check"), keys: try keys(bound[1]))
        case "get_history":
            _ = try bind()
            return .getHistory
        case "reopen":
            _ = try bind()
            return .reopen
        default:
            throw PythonException(type: "AttributeError", message: "'TaskDatabase' object has no attribute '\(method)'")
        }
    }

    private static func text(_ object: Object, _ name: String) throws -> String {
        if case .str(let text) = object { return text.string }
        throw expected("a str", name, object)
    }

    private static func document(_ object: Object, _ name: String) throws -> Document {
        if case .dict(let dict) = object { return try Document(dict) }
        throw expected("a dict", name, object)
    }

    private static func keys(_ object: Object) throws -> [String]? {
        switch object {
        case .none: return nil
        case .list(let list): return try list.items.map { try text($0, "each of keys") }
        case .tuple(let tuple): return try tuple.items.map { try text($0, "each of keys") }
        default: throw expected("a list of str or None", "keys", object)
        }
    }

    private static func expected(_ what: String, _ name: String, _ found: Object) -> PythonException {
        PythonException(type: "TypeError", message: "\(name) must be \(what), not \(found.typeName)")
    }
}

extension PythonException {
    init(_ error: RaisedError) {
        // A backend that names no bases still means the ones that Python gives the type.
        self.init(type: error.type, message: error.message, bases: error.bases.isEmpty ? nil : error.bases)
    }
}
