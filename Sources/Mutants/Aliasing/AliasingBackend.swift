import Conformance
import Console
import TaskDatabases
import Wire

/// A backend whose database object shares records, lists and dicts with the session.
struct AliasingBackend: SessionBackend {
    private let backend: any Backend
    private let aliasing: Aliasing

    init(_ backend: any Backend, _ aliasing: Aliasing) {
        self.backend = backend
        self.aliasing = aliasing
    }

    func start() async throws -> BackendInfo { try await backend.start() }
    func send(_ request: Request) async throws -> Value { try await backend.send(request) }
    func stop() async -> BackendError? { await backend.stop() }

    func sessionObject() -> any HostObject { AliasingDatabase(backend, aliasing) }
}
