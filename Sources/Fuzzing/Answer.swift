import Conformance
import TaskDatabases
import Wire

/// A database's answer to a request: a value, or the error that it raised.
enum Answer: Sendable, Equatable {
    case value(Value)
    case raised(RaisedError)

    init(of request: Request, by backend: any Backend) async throws {
        do {
            self = .value(try await backend.send(request))
        } catch let error as RaisedError {
            self = .raised(error)
        }
    }

    var hasRaised: Bool { if case .raised = self { true } else { false } }

    var isKeyError: Bool {
        if case .raised(let error) = self {
            error.type == "KeyError" || error.bases.contains("KeyError")
        } else {
            false
        }
    }
}
