import Conformance

/// What a site knows beside its pages.
public struct Results: Sendable {
    /// In the order the reports were given.
    public let backends: [JudgedBackend]
    /// Nil where it was not told which mutants the suite catches.
    public let mutants: MutantKills?

    public init(backends: [JudgedBackend] = [], mutants: MutantKills? = nil) {
        self.backends = backends
        self.mutants = mutants
    }
}
