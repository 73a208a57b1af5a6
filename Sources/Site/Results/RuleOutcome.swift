import Conformance
import Reports

/// The outcome of a rule for one backend, from the outcomes of its cases.
struct RuleOutcome: Sendable, Equatable {
    /// The number of cases that apply.
    let count: Int
    /// How many of them are misses; see ``CaseOutcome/isMiss``.
    let missed: Int
    let outcome: CaseOutcome

    init(_ outcomes: [CaseOutcome]) {
        count = outcomes.count { $0 != .notApplicable }
        missed = outcomes.count { $0.isMiss }
        outcome = outcomes.max { $0.severity < $1.severity } ?? .notApplicable
    }
}

extension CaseOutcome {
    /// Whether the site shows the case's message: it failed, or passed where a list says that it fails.
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
}
