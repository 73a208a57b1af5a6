import Conformance
import Reports

/// The judged backends and caught mutants that a site shows.
package struct Results: Sendable {
    /// In the order the reports were given.
    package let backends: [JudgedBackend]
    /// The mutants that each rule catches; nil if no such report was given.
    package let mutants: MutantReport?

    package init(backends: [JudgedBackend] = [], mutants: MutantReport? = nil) {
        self.backends = backends
        self.mutants = mutants
    }
}
