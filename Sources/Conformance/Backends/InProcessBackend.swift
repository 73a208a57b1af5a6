import TaskDatabases
import Wire

/// A built-in database judged in this process.
package struct InProcessBackend: IndependentBackend {
    private let host: DatabaseHost

    package init(_ host: DatabaseHost) { self.host = host }

    package func start() -> BackendInfo { host.info }

    /// A server that is not there, or a file that cannot be used, says nothing about the database that would be on it.
    package func send(_ request: Request) async throws -> Value {
        do {
            return try await host.attempt(request)
        } catch let error as TaskDatabaseError {
            guard [.unavailable, .foreignStore].contains(error.kind) else { throw RaisedError(error) }
            throw BackendMishap(method: request.method, reason: error.message)
        }
    }

    package func another() -> (any Backend)? { host.another().map(InProcessBackend.init) }

    package func stop() async -> BackendMishap? {
        await host.end(emptied: true)
        return nil
    }
}
