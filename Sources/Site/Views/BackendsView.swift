import Conformance
import Reports

/// The list of all judged backends.
struct BackendsView {
    private let model: SiteModel

    init(_ model: SiteModel) { self.model = model }

    var values: [String: Any] {
        [
            "hasResults": !model.results.backends.isEmpty,
            "backends": model.results.backends.map { backend in
                backend.verdictValues.merging([
                    "passed": backend.run.count(.passed),
                    "failed": backend.run.count(.failed) + backend.run.count(.unexpectedPass),
                    "warned": backend.run.count(.warned), "notRun": backend.run.count(.notRun),
                ]) { $1 }
            },
        ]
    }
}

extension JudgedBackend {
    var address: String { "backend-\(slug).html" }

    /// The template values that every page about the backend shows first.
    var verdictValues: [String: Any] {
        let outcome = verdictOutcome
        return [
            "label": label, "slug": slug, "address": address,
            "version": run.backend.version.isEmpty ? "unknown" : run.backend.version,
            "verdict": run.verdict.words, "verdictClass": outcome.rawValue, "verdictMark": outcome.mark,
        ]
    }

    /// The verdict as an outcome; a verdict that is unknown here is shown as not run.
    private var verdictOutcome: CaseOutcome {
        switch run.verdict {
        case .conformant: .passed
        case .nonconformant: .failed
        case .inconclusive: .notRun
        }
    }
}
