/// What became of one case with one backend.
package enum CaseOutcome: String, Sendable, CaseIterable {
    case passed
    /// A case of a **must** rule went otherwise than its page says.
    case failed
    /// A case of a **should** or **may** rule did.
    case warned
    /// It failed as a list of known failures says.
    case knownFailure = "known-failure"
    /// It passed although a list of known failures says that it fails.
    case unexpectedPass = "unexpected-pass"
    /// The case is for another profile, or needs a capability the backend does not have.
    case notApplicable = "not-applicable"
    /// There was no way to tell: the backend did not start, died, hung or answered nonsense.
    case notRun = "not-run"
}

/// The answer to "does this backend keep to the specification?"
package enum Verdict: String, Sendable {
    case conformant
    case nonconformant
    case inconclusive
}

/// Whether a run went as whoever asked for it expects.
package enum Conclusion: Sendable {
    case success
    case failure
    /// There was no way to tell.
    case open
}
