import Conformance
import TaskDatabase
import Wire

/// A backend that keeps to every rule, and differs from the reference in something that the rules leave open.
public struct Variant: Sendable {
    public let name: String
    /// What it does in its own way, as a clause.
    public let summary: String
    let faults: [Fault]
    let capabilities: [String]
    let limits: Document

    init(
        _ name: String, _ summary: String, capabilities: [String] = BuiltInDatabase.dictdb.capabilities,
        limits: Document = [:], _ faults: Fault...
    ) {
        self.name = name
        self.summary = summary
        self.faults = faults
        self.capabilities = capabilities
        self.limits = limits
    }

    /// A new backend; not started.
    public func backend() -> any Backend {
        let info = BackendInfo(name: name, version: Kit.version, profile: .recording, capabilities: capabilities)
        return FaultyBackend(.dictdb, options: limits, info: info, faults: faults)
    }
}
