import Specification

/// One case's outcome with one backend.
package struct CaseResult: Sendable {
    package let testCase: Case
    package let level: Rule.Level
    package let outcome: CaseOutcome
    /// What went otherwise than the page says; nil for a case that passed.
    package let failure: CaseFailure?
    /// Why the case does not apply or could not be run, or what a list of known failures says of it.
    package let reason: String?
    package let seconds: Double

    package init(
        testCase: Case, level: Rule.Level, outcome: CaseOutcome, failure: CaseFailure?, reason: String?,
        seconds: Double
    ) {
        self.testCase = testCase
        self.level = level
        self.outcome = outcome
        self.failure = failure
        self.reason = reason
        self.seconds = seconds
    }

    /// What happened, as one text; nil where there is nothing to say.
    package var message: String? { failure?.message ?? reason }
}

/// The first place at which a case went otherwise than its page says.
package struct CaseFailure: Sendable, Equatable {
    /// Where the example's input begins.
    package let source: SourceLocation
    /// The setup in which it happened, if it was not the case itself.
    package let setup: String?
    package let input: String
    package let expected: String
    package let actual: String
    /// In one line, how the two differ.
    package let reason: String

    package var message: String {
        let place = setup.map { "in the setup \($0): " } ?? ""
        return "\(place)\(reason)\nexpected: \(expected)\nactual: \(actual)"
    }
}
