import Specification
import Wire

/// All that became known of one backend.
public struct BackendRun: Sendable {
    public let spec: BackendSpec
    /// What the backend says of itself; nil if it never started.
    public let info: BackendInfo?
    public let cases: [CaseResult]
    /// The first thing that went wrong with the backend itself.
    public let mishap: BackendMishap?
    public let seconds: Double
    /// Whether a failed **should** counts.
    public let isStrict: Bool

    public func count(_ outcome: CaseOutcome) -> Int { cases.count { $0.outcome == outcome } }

    /// A case that failed decides; without one, a case that could not be run leaves the question open.
    public var verdict: Verdict {
        if cases.contains(where: isViolation) { return .nonconformant }
        let decided = cases.contains { $0.outcome == .passed || $0.outcome == .warned || $0.outcome == .knownFailure }
        return decided && count(.notRun) == 0 ? .conformant : .inconclusive
    }

    private func isViolation(_ result: CaseResult) -> Bool {
        switch result.outcome {
        case .failed, .unexpectedPass: true
        case .warned: isStrict && result.level == .should
        default: false
        }
    }
}
