import Specification
import TaskDatabases
import Wire

/// A backend under test, in this process or behind a child process. Requests come one at a time.
package protocol Backend: Sendable {
    /// Starts the backend and sends `initialize`; called once, before all other requests.
    ///
    /// - Throws: ``BackendError``; `CancellationError` if the run was interrupted.
    func start() async throws -> BackendInfo

    /// Sends one request and waits for its result.
    ///
    /// - Throws: `RaisedError` if the backend raised an exception, which is a valid answer;
    ///   `WireError` if the request holds a value that cannot be sent; ``BackendError`` if there was no valid answer,
    ///   `CancellationError` if the run was interrupted: the backend is then unusable.
    func send(_ request: Request) async throws -> Value

    /// Ends the backend in any state, with all its processes and temporary files.
    ///
    /// - Returns: an error in how it ended; nil if there was none.
    func stop() async -> BackendError?

    /// Where those who send many requests had best run; nil if that makes no difference. A backend that waits on a thread of
    /// its own gives it, because a change of threads there and back at each request takes longer than the request.
    var preferredExecutor: (any TaskExecutor)? { get }
}

extension Backend {
    package var preferredExecutor: (any TaskExecutor)? { nil }
}

/// A backend that can be started several times, so that cases run in parallel.
package protocol IndependentBackend: Backend {
    /// Returns a new backend of the same kind; nil if the two would share their records.
    func another() -> (any Backend)?
}

/// A backend that exchanges changes of objects with the session: see ``Sharing``.
package protocol SharingBackend: Backend {
    /// Sends a request as ``Backend/send(_:)`` does, with the session's changes since the last request.
    func send(_ request: Request, _ sharing: Sharing) async throws -> SharedReply
}

/// An answer, with the database's changes of the session's objects.
package struct SharedReply: Sendable {
    /// The request's id, which names its arguments and its result.
    package let id: Int
    package let answer: Result<Value, RaisedError>
    package let sharing: Sharing

    package init(id: Int, answer: Result<Value, RaisedError>, sharing: Sharing) {
        self.id = id
        self.answer = answer
        self.sharing = sharing
    }
}

/// The error of a backend that gave no valid answer to a request.
package struct BackendError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The method of the request; nil if the backend did not start.
    package let method: String?
    /// What happened, for the backend's author.
    package let reason: String
    /// The end of what the backend wrote to its standard error.
    package let standardError: String
    /// The example that the request belongs to; nil outside of a case's session.
    package private(set) var example: Example?

    /// An example of a case.
    package struct Example: Sendable, Equatable {
        /// Where its input begins.
        package let source: SourceLocation
        package let input: String
    }

    package init(method: String?, reason: String, standardError: String = "") {
        self.method = method
        self.reason = reason
        self.standardError = standardError
    }

    /// How the reason goes on where a line on standard output is no reply.
    package static let outputHint = "only replies may go to standard output"

    /// Returns the error with the example that the request belongs to.
    func at(_ source: SourceLocation, _ input: String) -> BackendError {
        var error = self
        error.example = Example(source: source, input: input)
        return error
    }

    package var description: String { method.map { "\($0): \(reason)" } ?? reason }
}
