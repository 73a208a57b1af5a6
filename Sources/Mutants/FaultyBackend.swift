import Backends
import Conformance
import TaskDatabases
import Wire

/// A backend that is a correct database behind faults.
actor FaultyBackend: Backend {
    private nonisolated let info: BackendInfo
    private let database: BuiltInDatabase
    private let options: Document
    private let faults: [Fault]
    private var host: DatabaseHost?
    private var answer: Fault.Next?

    /// - Parameter options: the default options of every database that is opened; an `open` request overrides them.
    init(_ database: BuiltInDatabase, options: Document = [:], info: BackendInfo, faults: [Fault]) {
        self.database = database
        self.options = options
        self.info = info
        self.faults = faults
    }

    /// Starts with new state: nothing remains of an earlier run.
    func start() -> BackendInfo {
        let host = DatabaseHost(database, options: options)
        self.host = host
        answer = Fault.chain(faults) { try await host.perform($0) }
        return info
    }

    func send(_ request: Request) async throws -> Value {
        guard let answer else { throw BackendError(method: request.method, reason: "the backend is not running") }
        return try await answer(request)
    }

    func stop() async -> BackendError? {
        answer = nil
        await host?.end(emptied: true)
        host = nil
        return nil
    }
}
