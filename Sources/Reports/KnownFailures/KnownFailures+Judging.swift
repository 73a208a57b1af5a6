import Conformance
import Diagnostics
import Specification
import TaskDatabases

extension KnownFailures {
    /// Applies the list to a run.
    ///
    /// - Returns: the run, in which a listed failure is a known failure, and a listed case that passed is an unexpected
    ///   pass; and an error for each line of the list that the run contradicts.
    package func judge(_ run: Report.Run) -> (run: Report.Run, diagnostics: [Diagnostic]) {
        let entries = entries(for: run)
        var diagnostics: [Diagnostic] = []
        let cases = run.cases.map { result in
            guard let entry = entries[ExactText(result.id)] else { return result }
            let (judged, diagnostic) = judge(result, run.backend.title.onOneLine, entry)
            diagnostics += diagnostic.map { [$0] } ?? []
            return judged
        }
        return (run.replacing(cases), diagnostics)
    }

    private func judge(_ result: Report.CaseReport, _ backend: String, _ entry: Entry) -> (
        Report.CaseReport, Diagnostic?
    ) {
        let id = result.id
        var judged = result
        let place = "\(source.path):\(source.position(at: entry.place.lowerBound).line)"
        switch result.outcome {
        case .passed:
            judged.outcome = .unexpectedPass
            judged.message = "\(place) lists it as failing"
            let diagnostic = source.diagnostic(
                at: entry.place, "\(id) is listed, but \(backend) passes it", note: "remove the line")
            return (judged, diagnostic)
        case .failed, .warned, .notRun:
            if entry.matches(result) {
                judged.outcome = .knownFailure
                return (judged, nil)
            }
            // A case that was not run is reported as not run.
            if result.outcome == .notRun { return (judged, nil) }
            judged.note = "\(place) lists another failure"
            let diagnostic = source.diagnostic(
                at: entry.messagePlace, "\(id) fails with \(backend), but with another message",
                note: "the message is: \(result.headline)")
            return (judged, diagnostic)
        case .notApplicable, .knownFailure, .unexpectedPass: return (judged, nil)
        }
    }
}
