import Conformance
import Diagnostics
import Specification

/// The Test Anything Protocol, version 14: a backend is a test, its cases are the subtests.
///
/// A case that was warned about is ok. A known failure has TAP's directive for a test that is expected to fail, `TODO`, and
/// what does not apply the one for a test that was not run, `SKIP`.
struct TAPReport: Report {
    func text(_ runs: [BackendRun]) -> String {
        let tests = runs.enumerated().flatMap { index, run in Self.test(run, index) }
        return (["TAP version 14", "1..\(runs.count)"] + tests).joined(separator: "\n") + "\n"
    }

    private static func test(_ run: BackendRun, _ index: Int) -> [String] {
        let verdict = line(run.conclusion == .success, index, run.name) + " \(run.verdict.rawValue)"
        return ["# Subtest: \(escaped(run.name))"] + subtests(run).map { "    " + $0 }
            + run.notes.map { "# note: " + $0.onOneLine } + [verdict]
    }

    private static func subtests(_ run: BackendRun) -> [String] {
        ["1..\(run.cases.count)"] + run.cases.enumerated().flatMap { index, result in test(result, index) }
    }

    private static func test(_ result: CaseResult, _ index: Int) -> [String] {
        let id = result.testCase.id
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

    /// A `#` would begin a directive.
    private static func escaped(_ text: String) -> String {
        text.onOneLine.escaped { $0 == "#" || $0 == "\\" ? "\\\($0)" : nil }
    }

    private static func diagnostics(_ result: CaseResult, _ severity: String) -> [String] {
        let text = result.failure.map { FailureText($0) }
        let values = [
            "---", "message: \(quoted(result.headline))", "severity: \(severity)", "level: \(result.level.rawValue)",
            "at:", "  file: \(quoted(result.place.file))", "  line: \(result.place.line)",
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
