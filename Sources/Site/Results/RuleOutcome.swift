import Conformance
import Reports

/// What became of a rule with one backend, judged by its cases.
struct RuleOutcome: Sendable, Equatable {
    /// The cases that apply.
    let count: Int
    /// Those of them that went otherwise than the page says.
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
    /// Whether something is to be told of what came instead.
    var isMiss: Bool {
        switch self {
        case .failed, .unexpectedPass, .knownFailure, .warned: true
        case .passed, .notApplicable, .notRun: false
        }
    }

    /// The sign that stands for it: each has a shape of its own, so that none needs its colour.
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

    /// As people say it.
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
