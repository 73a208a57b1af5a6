import TaskDatabases
import Wire

/// A database judged in this process.
package struct InProcessBackend: IndependentBackend {
    private let host: DatabaseHost

    package init(_ host: DatabaseHost) { self.host = host }

    package func start() -> BackendInfo { host.info }

    /// A server that cannot be reached, or a file that cannot be used, is an error of the backend and no answer.
    package func send(_ request: Request) async throws -> Value {
        do {
            return try await host.attempt(request)
        } catch let error as TaskDatabaseError {
            guard [.unavailable, .foreignStore].contains(error.kind) else { throw RaisedError(error) }
            throw BackendError(method: request.method, reason: error.message)
        }
    }

    package func another() -> (any Backend)? { host.another().map(InProcessBackend.init) }

    package func stop() async -> BackendError? {
        await host.end(emptied: true)
        return nil
    }
}
