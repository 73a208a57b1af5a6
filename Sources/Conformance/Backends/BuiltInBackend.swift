import TaskDatabase
import Wire

/// A built-in database judged in this process.
public struct BuiltInBackend: IndependentBackend {
    private let host: DatabaseHost

    public init(_ host: DatabaseHost) { self.host = host }

    public func start() -> BackendInfo { host.info }
    public func send(_ request: Request) async throws -> Value { try await host.perform(request) }
    func another() -> (any Backend)? { host.another().map(BuiltInBackend.init) }

    public func stop() async -> BackendMishap? {
        await host.end(emptied: true)
        return nil
    }
}
