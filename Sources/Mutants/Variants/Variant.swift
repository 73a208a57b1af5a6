import Backends
import Conformance
import TaskDatabases
import Wire

/// A backend that keeps every rule but differs from the reference where the rules allow it.
package struct Variant: Sendable {
    /// The unique name.
    package let name: String
    /// The difference from the reference, as a clause.
    package let summary: String
    let faults: [Fault]
    let capabilities: [String]
    let limits: Document
    let aliasing: Aliasing?
    let database: BuiltInDatabase

    init(
        _ name: String, _ summary: String, capabilities: [String] = BackendInfo.dictDB.capabilities,
        limits: Document = [:], aliasing: Aliasing? = nil, database: BuiltInDatabase = .dictdb, _ faults: Fault...
    ) {
        self.name = name
        self.summary = summary
        self.faults = faults
        self.capabilities = capabilities
        self.limits = limits
        self.aliasing = aliasing
        self.database = database
    }

    /// Creates the backend; it is not started.
    package func backend() -> any Backend {
        let info = BackendInfo(name: name, version: Kit.version, profile: .recording, capabilities: capabilities)
        let backend = FaultyBackend(database, options: limits, info: info, faults: faults)
        return aliasing.map { AliasingBackend(backend, $0) } ?? backend
    }
}
