import Specification

/// One case's outcome with one backend.
///
/// A class for the reason that ``Case`` is one.
public final class CaseResult: Sendable {
    public let testCase: Case
    public let level: Rule.Level
    public let outcome: CaseOutcome
    /// What went otherwise than the page says; nil for a case that passed.
    public let failure: CaseFailure?
    /// Why the case does not apply or could not be run, or what a list of known failures says of it.
    public let reason: String?
    public let seconds: Double

    init(
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
    public var message: String? { failure?.message ?? reason }
}

/// The first place at which a case went otherwise than its page says.
public struct CaseFailure: Sendable, Equatable {
    /// Where the example's input begins.
    public let source: SourceLocation
    /// The setup in which it happened, if it was not the case itself.
    public let setup: String?
    public let input: String
    public let expected: String
    public let actual: String
    /// In one line, how the two differ.
    public let reason: String

    public var message: String {
        let place = setup.map { "in the setup \($0): " } ?? ""
        return "\(place)\(reason)\nexpected: \(expected)\nactual: \(actual)"
    }
}
