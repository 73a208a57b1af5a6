import Conformance
import Diagnostics
import Specification
import TaskDatabases

extension KnownFailures {
    /// Holds a run against the list.
    ///
    /// - Returns: the run, in which a listed failure is a known one and a listed case that passed an unexpected pass; and
    ///   each line of the list that the run contradicts.
    package func judge(_ run: BackendRun) -> (run: BackendRun, diagnostics: [Diagnostic]) {
        let entries = entries(for: run)
        var diagnostics: [Diagnostic] = []
        let cases = run.cases.map { result in
            guard let entry = entries[ExactText(result.testCase.id)] else { return result }
            let (judged, diagnostic) = judge(result, run.name.onOneLine, entry)
            diagnostics += diagnostic.map { [$0] } ?? []
            return judged
        }
        return (run.replacing(cases), diagnostics)
    }

    private func judge(_ result: CaseResult, _ backend: String, _ entry: Entry) -> (CaseResult, Diagnostic?) {
        let id = result.testCase.id
        let place = "\(source.path):\(source.position(at: entry.place.lowerBound).line)"
        switch result.outcome {
        case .passed:
            let diagnostic = source.diagnostic(
                at: entry.place, "\(id) is listed, but \(backend) passes it", note: "remove the line")
            return (result.replacing(.unexpectedPass, reason: "\(place) lists it as failing"), diagnostic)
        case .failed, .warned, .notRun:
            if entry.matches(result) { return (result.replacing(.knownFailure, reason: result.reason), nil) }
            // Nothing is known of a case that was not run; it is told as that.
            if result.outcome == .notRun { return (result, nil) }
            let diagnostic = source.diagnostic(
                at: entry.messagePlace, "\(id) fails otherwise with \(backend)", note: "it says: \(result.headline)")
            return (result.replacing(result.outcome, reason: "\(place) lists it as failing otherwise"), diagnostic)
        case .notApplicable, .knownFailure, .unexpectedPass: return (result, nil)
        }
    }
}

extension CaseResult {
    func replacing(_ outcome: CaseOutcome, reason: String?) -> CaseResult {
        CaseResult(
            testCase: testCase, level: level, outcome: outcome, failure: failure, reason: reason, seconds: seconds)
    }
}

extension BackendRun {
    func replacing(_ cases: [CaseResult]) -> BackendRun {
        BackendRun(label: label, info: info, cases: cases, mishap: mishap, seconds: seconds, isStrict: isStrict)
    }
}
