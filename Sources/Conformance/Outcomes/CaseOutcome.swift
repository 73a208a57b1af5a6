/// The outcome of one case with one backend. Its raw value is its name in JSON reports.
package enum CaseOutcome: String, Sendable, CaseIterable {
    case passed
    /// A case of a **must** rule failed.
    case failed
    /// A case of a **should** or **may** rule failed.
    case warned
    /// The case failed as a list of known failures says.
    case knownFailure = "known-failure"
    /// The case passed although a list of known failures says that it fails.
    case unexpectedPass = "unexpected-pass"
    /// The case is for another profile, or needs a capability that the backend does not have.
    case notApplicable = "not-applicable"
    /// The backend did not start, crashed, hung or gave an invalid answer.
    case notRun = "not-run"
}

extension CaseOutcome {
    /// The outcome as reports and the site name it.
    package var words: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .warned: "warned"
        case .knownFailure: "failed as known"
        case .unexpectedPass: "passed unexpectedly"
        case .notApplicable: "not applicable"
        case .notRun: "not run"
        }
    }

    /// A number to compare outcomes by; the worse the outcome, the greater.
    ///
    /// A case that could not be run is worse than a failure that is listed: it hides what the backend does.
    package var severity: Int {
        switch self {
        case .notApplicable: 0
        case .passed: 1
        case .warned: 2
        case .unexpectedPass: 3
        case .knownFailure: 4
        case .notRun: 5
        case .failed: 6
        }
    }

    /// Whether the case failed, or passed where a list says that it fails: reports show such cases one by one.
    package var isNotable: Bool { [.failed, .unexpectedPass, .warned].contains(self) }
}
