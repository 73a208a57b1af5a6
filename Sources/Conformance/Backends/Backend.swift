import TaskDatabases
import Wire

/// A backend under test, in this process or behind a child process. Requests come one at a time.
package protocol Backend: Sendable {
    /// Starts the backend and asks what it is; comes before every other request, and once.
    ///
    /// - Throws: ``BackendMishap``; `CancellationError` if the run was interrupted.
    func start() async throws -> BackendInfo

    /// Sends one request and waits for its result.
    ///
    /// - Throws: `RaisedError` if the backend refused with an exception, which is an answer like any other;
    ///   `WireError` if the request holds a value that cannot be sent; ``BackendMishap`` if there was no proper answer:
    ///   the backend is then of no more use; `CancellationError` if the run was interrupted, with the same
    ///   effect.
    func send(_ request: Request) async throws -> Value

    /// Ends the backend, whatever state it is in. Nothing of it is left afterwards.
    ///
    /// - Returns: what was wrong about its end; nil if it ended as it should.
    func stop() async -> BackendMishap?
}

/// A backend of which there can be several at once that know nothing of each other: cases may be run on all of them.
package protocol IndependentBackend: Backend {
    /// Another of the same kind, as new; nil where the two would share what they hold.
    func another() -> (any Backend)?
}

/// A backend that tells what becomes of the objects it exchanges with a session, and wants to be told.
package protocol SharingBackend: Backend {
    /// Sends a request as ``Backend/send(_:)`` does, with what the session has changed since the last one.
    func send(_ request: Request, _ sharing: Sharing) async throws -> SharedReply
}

/// An answer, and what the database has done to objects of the session until then.
package struct SharedReply: Sendable {
    /// The request's id, by which its arguments and its result are named.
    package let id: Int
    package let answer: Result<Value, RaisedError>
    package let sharing: Sharing

    package init(id: Int, answer: Result<Value, RaisedError>, sharing: Sharing) {
        self.id = id
        self.answer = answer
        self.sharing = sharing
    }
}

/// Why a backend gave no proper answer to a request.
package struct BackendMishap: Error, Sendable, Equatable, CustomStringConvertible {
    /// The method that was asked for; nil if the backend did not even start.
    package let method: String?
    /// What happened, in words for the backend's author.
    package let reason: String
    /// The end of what the backend wrote to its standard error.
    package let standardError: String

    package init(method: String?, reason: String, standardError: String = "") {
        self.method = method
        self.reason = reason
        self.standardError = standardError
    }

    package var description: String { method.map { "\($0): \(reason)" } ?? reason }
}
