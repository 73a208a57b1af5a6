import Conformance
import Diagnostics
import Specification

/// GitHub's workflow commands: an error or a warning at the line of the page where a case failed, then the verdict.
struct GitHubAnnotations: ReportWriter {
    func text(_ report: Report) -> String { report.runs.flatMap(Self.lines).map { $0 + "\n" }.joined() }

    private static func lines(_ run: Report.Run) -> [String] {
        let notable = run.notable.map { result in
            let lines = result.failure.map { $0.text().lines } ?? []
            return command(
                result.outcome == .warned ? "warning" : "error", result.source.file, result.source.line,
                title: "\(run.backend.title): \(result.id) \(result.outcome.words)",
                (lines + result.explanations).joined(separator: "\n"))
        }
        let notRun = run.notRun.compactMap { group in
            group.results.first.map { first in
                let title = group.results.count == 1 ? first.id : "\(group.results.count) cases"
                return command(
                    "error", first.source.file, first.source.line, title: "\(run.backend.title): \(title) not run",
                    group.reason)
            }
        }
        let notes = run.remarks.map { "::notice title=\(property(run.backend.title))::\(data($0))" }
        let verdict =
            "::notice title=\(property("\(run.backend.title): \(run.verdict.words)"))::\(data(run.cases.tally))"
        return notable + notRun + notes + [verdict]
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
