import Diagnostics
import Specification

/// One case's outcome with one backend.
package struct CaseResult: Sendable {
    package let testCase: Case
    package let level: Rule.Level
    package let outcome: CaseOutcome
    /// How the case failed; nil if it did not fail.
    package let failure: CaseFailure?
    /// Why the case does not apply or could not be run.
    package let reason: String?
    /// The example that the backend did not answer; nil if it answered all, or none was run.
    package let unanswered: BackendError.Example?
    package let seconds: Double

    package init(
        testCase: Case, level: Rule.Level, outcome: CaseOutcome, failure: CaseFailure?, reason: String?,
        unanswered: BackendError.Example? = nil, seconds: Double
    ) {
        self.testCase = testCase
        self.level = level
        self.outcome = outcome
        self.failure = failure
        self.reason = reason
        self.unanswered = unanswered
        self.seconds = seconds
    }

    /// The failure or the reason as one text; nil for a case that passed.
    package var message: String? { failure?.message ?? reason }
}

/// The first example of a case whose result is not what the page says.
package struct CaseFailure: Sendable, Equatable {
    /// Where the example's input begins.
    package let source: SourceLocation
    /// The name of the setup that the example is in; nil if it is in the case itself.
    package let setup: String?
    package let input: String
    package let expected: String
    package let actual: String
    /// How the two differ, in one line.
    package let reason: String
    /// The comparison that did not hold, and its operands, in one line; nil if the example is no comparison.
    package var operands: String?
    /// The line of the template that the example is from, if the case is in a table.
    package var template: SourceLocation?

    /// The most that a report repeats of what a backend answers to one example, in code points.
    private static let mostOfAnswer = 20_000

    package init(
        source: SourceLocation, setup: String?, input: String, expected: String, actual: String, reason: String,
        operands: String? = nil, template: SourceLocation? = nil
    ) {
        self.source = source
        self.setup = setup
        self.input = input
        self.expected = expected
        self.actual = actual.cut(to: Self.mostOfAnswer)
        self.reason = reason.cut(to: Self.mostOfAnswer)
        self.operands = operands?.cut(to: Self.mostOfAnswer)
        self.template = template
    }

    package var message: String {
        let place = setup.map { "in the setup \($0): " } ?? ""
        return "\(place)\(reason)\nexpected: \(expected)\nactual: \(actual)"
    }
}
