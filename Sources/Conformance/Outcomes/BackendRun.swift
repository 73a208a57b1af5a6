import Specification
import Wire

/// The result of judging one backend.
package struct BackendRun: Sendable {
    package let label: BackendLabel
    /// The backend's answer to `initialize`; nil if it never started.
    package let info: BackendInfo?
    package let cases: [CaseResult]
    /// The first error of the backend itself.
    package let error: BackendError?
    /// What explains several failures at once; empty if it was not looked for.
    package let causes: [FoundCause]
    package let seconds: Double
    /// Whether a failed **should** counts.
    package let isStrict: Bool

    package init(
        label: BackendLabel, info: BackendInfo?, cases: [CaseResult], error: BackendError?,
        causes: [FoundCause] = [], seconds: Double, isStrict: Bool
    ) {
        self.label = label
        self.info = info
        self.cases = cases
        self.error = error
        self.causes = causes
        self.seconds = seconds
        self.isStrict = isStrict
    }

    package var verdict: Verdict { Verdict(cases.map { ($0.outcome, $0.level) }, isStrict: isStrict) }
}
