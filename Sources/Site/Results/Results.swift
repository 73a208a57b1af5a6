import Conformance
import Reports

/// What a site knows beside its pages.
package struct Results: Sendable {
    /// In the order the reports were given.
    package let backends: [JudgedBackend]
    /// Nil where it was not told which mutants the suite catches.
    package let mutants: MutantKills?

    package init(backends: [JudgedBackend] = [], mutants: MutantKills? = nil) {
        self.backends = backends
        self.mutants = mutants
    }
}
