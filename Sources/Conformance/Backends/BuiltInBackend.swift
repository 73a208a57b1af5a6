import TaskDatabase
import Wire

/// A built-in database judged in this process.
public struct BuiltInBackend: IndependentBackend {
    private let host: DatabaseHost

    public init(_ host: DatabaseHost) { self.host = host }

    public func start() -> BackendInfo { host.info }

    /// A server that is not there, or a file that cannot be used, says nothing about the database that would be on it.
    public func send(_ request: Request) async throws -> Value {
        do {
            return try await host.attempt(request)
        } catch let error as TaskDatabaseError {
            guard [.unavailable, .foreignStore].contains(error.kind) else { throw RaisedError(error) }
            throw BackendMishap(method: request.method, reason: error.message)
        }
    }

    func another() -> (any Backend)? { host.another().map(BuiltInBackend.init) }

    public func stop() async -> BackendMishap? {
        await host.end(emptied: true)
        return nil
    }
}
