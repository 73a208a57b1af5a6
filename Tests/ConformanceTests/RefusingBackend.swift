import Backends
import Conformance
import Specification
import TaskDatabases
import Wire

/// A backend in this process that refuses to drop some records, and dies of one called `die`.
struct RefusingBackend: Backend {
    let name: String
    let refused: Set<String>

    func start() -> BackendInfo {
        BackendInfo(name: name, version: "1", profile: .recording, capabilities: [])
    }

    func send(_ request: Request) async throws -> Value {
        guard case .dropRecord(let id) = request, refused.contains(id) else { return .null }
        if refused.contains("die") { throw BackendError(method: request.method, reason: "it died") }
        throw RaisedError(type: "ValueError", bases: [], message: "no \(id)")
    }

    func stop() -> BackendError? { nil }

    /// The four cases, judged by what they drop.
    static func run(_ name: String = "Refusing", refused: Set<String>, spec: String = "dictdb") async throws
        -> BackendRun
    {
        let suite = PreparedSuite.fourCases
        return await SuiteRunner(suite, selected: suite.suite.cases)
            .run(try BackendSpec(spec).label, RefusingBackend(name: name, refused: refused))
    }
}
