import Specification
import Wire

/// All that became known of one backend.
package struct BackendRun: Sendable {
    package let label: BackendLabel
    /// What the backend says of itself; nil if it never started.
    package let info: BackendInfo?
    package let cases: [CaseResult]
    /// The first thing that went wrong with the backend itself.
    package let mishap: BackendMishap?
    package let seconds: Double
    /// Whether a failed **should** counts.
    package let isStrict: Bool

    package init(
        label: BackendLabel, info: BackendInfo?, cases: [CaseResult], mishap: BackendMishap?, seconds: Double,
        isStrict: Bool
    ) {
        self.label = label
        self.info = info
        self.cases = cases
        self.mishap = mishap
        self.seconds = seconds
        self.isStrict = isStrict
    }

    package func count(_ outcome: CaseOutcome) -> Int { cases.count { $0.outcome == outcome } }

    /// What the specification says of the backend. A violated rule decides, known or not; without one, a case that could
    /// not be run leaves the question open.
    package var verdict: Verdict {
        if cases.contains(where: isViolation) { return .nonconformant }
        return isComplete ? .conformant : .inconclusive
    }

    /// What whoever asked for the run is told: known failures are forgiven, unexpected passes are not.
    package var conclusion: Conclusion {
        if cases.contains(where: { isViolation($0) && $0.outcome != .knownFailure || $0.outcome == .unexpectedPass }) {
            return .failure
        }
        return isComplete ? .success : .open
    }

    private var isComplete: Bool {
        cases.contains { ![.notApplicable, .notRun].contains($0.outcome) } && count(.notRun) == 0
    }

    private func isViolation(_ result: CaseResult) -> Bool {
        switch result.outcome {
        case .failed: true
        case .warned: isStrict && result.level == .should
        case .knownFailure: result.level == .must || isStrict && result.level == .should
        default: false
        }
    }
}
