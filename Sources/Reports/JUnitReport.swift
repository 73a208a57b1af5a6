import Conformance
import Diagnostics
import Specification

/// JUnit's XML: a page of a backend is a test suite, a case a test case.
///
/// JUnit knows no warnings and no known failures: a case that was warned about passes, with the warning as its output,
/// and a known failure is skipped, with what is known as the reason. Fits Conformance/schemas/junit.xsd.
struct JUnitReport: Report {
    func text(_ runs: [BackendRun]) -> String {
        let cases = runs.flatMap(\.cases)
        let attributes = [("name", "taskdb")] + Self.counts(cases, skips: false)
        let document = XMLElement("testsuites", attributes, runs.flatMap(Self.suites))
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.text + "\n"
    }

    private static func suites(_ run: BackendRun) -> [XMLElement] {
        run.pages.map { page in
            XMLElement(
                "testsuite",
                [("name", "\(run.name): \(page.name)")] + counts(page.results, skips: true)
                    + (page.results.first.map { [("file", $0.testCase.source.file)] } ?? []),
                page.results.map { testCase($0, run) })
        }
    }

    private static func testCase(_ result: CaseResult, _ run: BackendRun) -> XMLElement {
        let attributes = [
            ("name", result.testCase.name), ("classname", "\(run.name): \(result.testCase.page)"),
            ("time", time(result.seconds)),
        ]
        return XMLElement("testcase", attributes, outcome(result).map { [$0] } ?? [])
    }

    private static func outcome(_ result: CaseResult) -> XMLElement? {
        let message = ("message", result.headline)
        switch result.outcome {
        case .passed: return nil
        case .warned: return XMLElement("system-out", text: "warning: " + story(result))
        case .failed, .unexpectedPass:
            return XMLElement("failure", [message, ("type", result.level.rawValue)], text: story(result))
        case .notRun: return XMLElement("error", [message, ("type", "not run")], text: story(result))
        case .notApplicable: return XMLElement("skipped", [message])
        case .knownFailure: return XMLElement("skipped", [("message", "known failure: " + result.headline)])
        }
    }

    private static func story(_ result: CaseResult) -> String {
        let lines = result.failure.map { FailureText($0).lines } ?? []
        return (["\(result.place.file):\(result.place.line)"] + lines + (result.reason.map { [$0] } ?? []))
            .joined(separator: "\n")
    }

    private static func counts(_ results: some Collection<CaseResult>, skips: Bool) -> [(String, String)] {
        func count(_ outcomes: CaseOutcome...) -> String { "\(results.count { outcomes.contains($0.outcome) })" }
        return [
            ("tests", "\(results.count)"), ("failures", count(.failed, .unexpectedPass)), ("errors", count(.notRun)),
        ] + (skips ? [("skipped", count(.notApplicable, .knownFailure))] : []) + [("time", time(results.seconds))]
    }

    /// In seconds, to the microsecond and without an exponent.
    private static func time(_ seconds: Double) -> String {
        let microseconds = Int((seconds * 1_000_000).rounded())
        let fraction = String(microseconds % 1_000_000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
    }
}
