import Conformance
import Reports

/// The outcome of a rule for one backend, from the outcomes of its cases.
struct RuleOutcome: Sendable, Equatable {
    /// The number of cases that apply.
    let count: Int
    /// How many of them did not pass.
    let missed: Int
    let outcome: CaseOutcome

    init(_ outcomes: [CaseOutcome]) {
        count = outcomes.count { $0 != .notApplicable }
        missed = outcomes.count { $0.isMiss }
        outcome = Self.byBadness.first(where: outcomes.contains) ?? .notApplicable
    }

    private static let byBadness: [CaseOutcome] = [
        .failed, .unexpectedPass, .knownFailure, .warned, .notRun, .passed, .notApplicable,
    ]
}

extension CaseOutcome {
    /// Whether the case ran and did not pass, so that it has a failure message.
    var isMiss: Bool {
        switch self {
        case .failed, .unexpectedPass, .knownFailure, .warned: true
        case .passed, .notApplicable, .notRun: false
        }
    }

    /// A mark that can be recognized without its colour.
    var mark: String {
        switch self {
        case .passed: "✓"
        case .failed, .unexpectedPass: "✗"
        case .warned: "!"
        case .knownFailure: "≈"
        case .notApplicable: "–"
        case .notRun: "?"
        }
    }

    /// The outcome in words.
    var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .warned: "warned"
        case .knownFailure: "known failure"
        case .unexpectedPass: "unexpected pass"
        case .notApplicable: "not applicable"
        case .notRun: "not run"
        }
    }
}
