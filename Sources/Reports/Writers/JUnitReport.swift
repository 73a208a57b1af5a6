import Conformance
import Diagnostics
import Foundation
import Specification

/// JUnit's XML: a page of a backend is a test suite, a case a test case.
///
/// JUnit has no warnings and no known failures: a case that warned passes, with the warning as its output, and a known
/// failure is skipped, with its reason. Fits Conformance/schemas/junit.xsd.
struct JUnitReport: ReportWriter {
    func text(_ report: Report) -> String {
        let cases = report.runs.flatMap(\.cases)
        let attributes = [("name", "taskdb")] + Self.counts(cases, skips: false)
        let document = XMLElement("testsuites", attributes, report.runs.flatMap(Self.suites))
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.text + "\n"
    }

    private static func suites(_ run: Report.Run) -> [XMLElement] {
        run.pages.map { page in
            XMLElement(
                "testsuite",
                [("name", "\(run.backend.title): \(page.name)")] + counts(page.results, skips: true)
                    + (file(of: page.results).map { [("file", $0)] } ?? []),
                page.results.map { testCase($0, run) })
        }
    }

    /// The page itself. A case that failed in a setup stands where the setup does, which may be another page.
    private static func file(of results: [Report.CaseReport]) -> String? {
        (results.first { $0.failure?.setup == nil } ?? results.first)?.source.file
    }

    private static func testCase(_ result: Report.CaseReport, _ run: Report.Run) -> XMLElement {
        let attributes = [
            ("name", result.name), ("classname", "\(run.backend.title): \(result.page)"),
            ("time", time(result.seconds)),
        ]
        return XMLElement("testcase", attributes, outcome(result).map { [$0] } ?? [])
    }

    private static func outcome(_ result: Report.CaseReport) -> XMLElement? {
        let message = ("message", result.headline)
        switch result.outcome {
        case .passed: return nil
        case .warned: return XMLElement("system-out", text: "warning: " + text(of: result))
        case .failed, .unexpectedPass:
            return XMLElement("failure", [message, ("type", result.level.rawValue)], text: text(of: result))
        case .notRun: return XMLElement("error", [message, ("type", "not run")], text: text(of: result))
        case .notApplicable: return XMLElement("skipped", [message])
        case .knownFailure: return XMLElement("skipped", [("message", "known failure: " + result.headline)])
        }
    }

    private static func text(of result: Report.CaseReport) -> String {
        let lines = result.failure.map { $0.text().lines } ?? []
        return (["\(result.source.file):\(result.source.line)"] + lines + result.explanations)
            .joined(separator: "\n")
    }

    private static func counts(_ results: some Collection<Report.CaseReport>, skips: Bool) -> [(String, String)] {
        func count(_ outcomes: CaseOutcome...) -> String { "\(results.count { outcomes.contains($0.outcome) })" }
        return [
            ("tests", "\(results.count)"), ("failures", count(.failed, .unexpectedPass)), ("errors", count(.notRun)),
        ] + (skips ? [("skipped", count(.notApplicable, .knownFailure))] : []) + [("time", time(results.seconds))]
    }

    /// In seconds, to the microsecond and without an exponent.
    private static func time(_ seconds: Double) -> String { String(format: "%.6f", seconds) }
}
