import Backends
import Conformance
import TaskDatabases
import Wire

/// A backend that keeps to every rule, and differs from the reference in something that the rules leave open.
package struct Variant: Sendable {
    package let name: String
    /// What it does in its own way, as a clause.
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

    /// A new backend; not started.
    package func backend() -> any Backend {
        let info = BackendInfo(name: name, version: Kit.version, profile: .recording, capabilities: capabilities)
        return FaultyBackend(.dictdb, options: limits, info: info, faults: faults)
    }
}
