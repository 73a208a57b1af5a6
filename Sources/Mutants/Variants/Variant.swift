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

    init(
        _ name: String, _ summary: String, capabilities: [String] = BackendInfo.dictDB.capabilities,
        limits: Document = [:], _ faults: Fault...
    ) {
        self.name = name
        self.summary = summary
        self.faults = faults
        self.capabilities = capabilities
        self.limits = limits
    }

    /// Creates the backend; it is not started.
    package func backend() -> any Backend {
        let info = BackendInfo(name: name, version: Kit.version, profile: .recording, capabilities: capabilities)
        return FaultyBackend(.dictdb, options: limits, info: info, faults: faults)
    }
}
