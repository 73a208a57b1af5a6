import Conformance
import Diagnostics
import Specification

/// The Test Anything Protocol, version 14: a backend is a test, its cases are the subtests.
///
/// A case that warned is ok. A known failure has the directive `TODO` (a test that is expected to fail), a case that does
/// not apply the directive `SKIP`.
struct TAPReport: ReportWriter {
    func text(_ report: Report) -> String {
        let tests = report.runs.enumerated().flatMap { index, run in Self.test(run, index) }
        return (["TAP version 14", "1..\(report.runs.count)"] + tests).joined(separator: "\n") + "\n"
    }

    private static func test(_ run: Report.Run, _ index: Int) -> [String] {
        let verdict = line(run.conclusion == .success, index, run.backend.title) + " \(run.verdict.rawValue)"
        return ["# Subtest: \(escaped(run.backend.title))"] + subtests(run).map { "    " + $0 }
            + run.remarks.map { "# note: " + $0.onOneLine } + [verdict]
    }

    private static func subtests(_ run: Report.Run) -> [String] {
        ["1..\(run.cases.count)"] + run.cases.enumerated().flatMap { index, result in test(result, index) }
    }

    private static func test(_ result: Report.CaseReport, _ index: Int) -> [String] {
        let id = result.id
        switch result.outcome {
        case .passed: return [line(true, index, id)]
        case .notApplicable: return [line(true, index, id) + " # SKIP " + escaped(result.headline)]
        case .knownFailure:
            return [line(false, index, id) + " # TODO " + escaped(result.headline)] + diagnostics(result, "todo")
        case .warned: return [line(true, index, id)] + diagnostics(result, "warning")
        case .failed, .unexpectedPass: return [line(false, index, id)] + diagnostics(result, "fail")
        case .notRun: return [line(false, index, id)] + diagnostics(result, "error")
        }
    }

    private static func line(_ isOK: Bool, _ index: Int, _ name: String) -> String {
        "\(isOK ? "ok" : "not ok") \(index + 1) - \(escaped(name))"
    }

    /// A `#` begins a directive.
    private static func escaped(_ text: String) -> String {
        text.onOneLine.escaped { $0 == "#" || $0 == "\\" ? "\\\($0)" : nil }
    }

    private static func diagnostics(_ result: Report.CaseReport, _ severity: String) -> [String] {
        let text = result.failure.map { $0.text() }
        let values = [
            "---", "message: \(quoted(result.headline))", "severity: \(severity)", "level: \(result.level.rawValue)",
            "at:", "  file: \(quoted(result.source.file))", "  line: \(result.source.line)",
        ]
        return (values + list("input", text?.session) + list("diff", text?.difference) + ["..."]).map { "  " + $0 }
    }

    private static func list(_ name: String, _ lines: [String]?) -> [String] {
        lines.map { ["\(name):"] + $0.map { "  - " + quoted($0) } } ?? []
    }

    /// A double-quoted YAML string.
    private static func quoted(_ text: String) -> String {
        let escaped = text.printable.escaped { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\n": "\\n"
            case "\t": "\\t"
            default: nil
            }
        }
        return "\"\(escaped)\""
    }
}
