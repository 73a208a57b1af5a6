import Specification

/// Whether a backend conforms to the specification. Its raw value is its name in JSON reports.
package enum Verdict: String, Sendable, CaseIterable {
    case conformant
    case nonconformant
    /// No rule is violated, but some case could not be run, or none applies.
    case inconclusive

    /// A violated rule decides, whether the violation is known or not; without one, a case that was not run leaves the
    /// question open.
    ///
    /// - Parameter isStrict: whether a failed **should** is a violation.
    package init(_ cases: some Collection<(outcome: CaseOutcome, level: Rule.Level)>, isStrict: Bool) {
        if cases.contains(where: { $0.outcome.violates($0.level, isStrict: isStrict) }) {
            self = .nonconformant
        } else {
            self = cases.map { $0.outcome }.areComplete ? .conformant : .inconclusive
        }
    }

    /// The verdict as reports and the site name it.
    package var words: String {
        switch self {
        case .conformant: "conformant"
        case .nonconformant: "not conformant"
        case .inconclusive: "inconclusive"
        }
    }
}

/// Whether a run succeeded: unlike a ``Verdict``, this forgives known failures and does not forgive unexpected passes.
package enum Conclusion: Sendable {
    case success
    case failure
    /// No rule is violated, but some case could not be run, or none applies.
    case open

    /// - Parameter isStrict: whether a failed **should** is a violation.
    package init(_ cases: some Collection<(outcome: CaseOutcome, level: Rule.Level)>, isStrict: Bool) {
        let fails = cases.contains { outcome, level in
            outcome == .unexpectedPass || outcome != .knownFailure && outcome.violates(level, isStrict: isStrict)
        }
        self = fails ? .failure : cases.map { $0.outcome }.areComplete ? .success : .open
    }
}

extension CaseOutcome {
    fileprivate func violates(_ level: Rule.Level, isStrict: Bool) -> Bool {
        switch self {
        case .failed: true
        case .warned: isStrict && level == .should
        case .knownFailure: level == .must || isStrict && level == .should
        default: false
        }
    }
}

extension [CaseOutcome] {
    /// Whether some case was run, and none could not be.
    fileprivate var areComplete: Bool {
        contains { ![.notApplicable, .notRun].contains($0) } && !contains(.notRun)
    }
}
