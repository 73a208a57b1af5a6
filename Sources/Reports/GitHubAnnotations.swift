import Conformance
import Diagnostics
import Specification

/// GitHub's workflow commands: an error or a warning at the line of the page that a backend does not keep to, then the
/// verdict.
struct GitHubAnnotations: Report {
    func text(_ runs: [BackendRun]) -> String { runs.flatMap(Self.lines).map { $0 + "\n" }.joined() }

    private static func lines(_ run: BackendRun) -> [String] {
        let told = run.told.map { result in
            let lines = result.failure.map { FailureText($0).lines } ?? []
            return command(
                result.outcome == .warned ? "warning" : "error", result.place.file, result.place.line,
                title: "\(run.name): \(result.testCase.id) \(result.outcome.words)",
                (lines + (result.reason.map { [$0] } ?? [])).joined(separator: "\n"))
        }
        let notRun = run.notRun.compactMap { group in
            group.results.first.map { first in
                let title = group.results.count == 1 ? first.testCase.id : "\(group.results.count) cases"
                return command(
                    "error", first.place.file, first.place.line, title: "\(run.name): \(title) not run", group.reason)
            }
        }
        let notes = run.notes.map { "::notice title=\(property(run.name))::\(data($0))" }
        let verdict = "::notice title=\(property("\(run.name): \(run.verdict.words)"))::\(data(run.cases.tally))"
        return told + notRun + notes + [verdict]
    }

    private static func command(
        _ name: String, _ file: String, _ line: Int, title: String, _ message: String
    ) -> String {
        "::\(name) file=\(property(file)),line=\(line),title=\(property(title))::\(data(message))"
    }

    /// A command ends with its line.
    private static func data(_ text: String) -> String {
        text.printable.escaped { $0 == "%" ? "%25" : $0 == "\n" ? "%0A" : nil }
    }

    /// A property ends at a comma or colon, too.
    private static func property(_ text: String) -> String {
        data(text).escaped { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : nil }
    }
}
