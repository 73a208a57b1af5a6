import Conformance
import Reports

/// The judged backends and caught mutants that a site shows.
package struct Results: Sendable {
    /// In the order the reports were given.
    package let backends: [JudgedBackend]
    /// The mutants that each rule catches; nil if no such report was given.
    package let mutants: MutantKills?

    package init(backends: [JudgedBackend] = [], mutants: MutantKills? = nil) {
        self.backends = backends
        self.mutants = mutants
    }
}
