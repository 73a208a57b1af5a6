import Conformance
import Diagnostics
import Specification

/// A summary in Markdown: a table of the backends, then, folded, the failures.
struct MarkdownSummary: ReportWriter {
    private let suite: PreparedSuite
    /// GitHub's limit is 1 MiB; what does not fit is counted.
    private static let mostBytes = 900 << 10

    init(_ suite: PreparedSuite) { self.suite = suite }

    func text(_ report: Report) -> String {
        let runs = report.runs
        let conformant = runs.count { $0.verdict == .conformant }
        let title = "## Task database: \(conformant) of \(counted(runs.count, "backend")) conformant"
        var room = Self.mostBytes
        let folded = runs.compactMap { details($0, &room) }
        return ([title, table(runs)] + folded).joined(separator: "\n\n") + "\n"
    }

    private func table(_ runs: [Report.Run]) -> String {
        let outcomes = CaseOutcome.allCases.map { $0.words.prefix(1).uppercased() + $0.words.dropFirst() }
        let columns = ["Backend", "Verdict"] + outcomes
        let rows = runs.map { run in
            [run.backend.title.markdownLine, Self.verdict(run)] + CaseOutcome.allCases.map { "\(run.count($0))" }
        }
        let rule = ["---", "---"] + CaseOutcome.allCases.map { _ in "--:" }
        return ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private static func verdict(_ run: Report.Run) -> String {
        switch run.verdict {
        case .conformant: run.conclusion == .failure ? "❌ conformant, but not as listed" : "✅ conformant"
        case .nonconformant: run.conclusion == .success ? "☑️ not conformant, as is known" : "❌ not conformant"
        case .inconclusive: "❔ inconclusive"
        }
    }

    private func details(_ run: Report.Run, _ room: inout Int) -> String? {
        let all =
            run.openCauses.map(cause) + run.unexplained.map(section) + run.notRun.map(notRun)
            + run.remarks.map { "Note: " + $0.markdownLine }
        guard !all.isEmpty else { return nil }
        var shown: [String] = []
        for part in all {
            room -= part.utf8.count
            guard room > 0 else { break }
            shown.append(part)
        }
        let left = all.count - shown.count
        let more = left > 0 ? ["… and \(left) more; the JSON report has them all."] : []
        let title = "<details><summary>\(Self.html(run.backend.title)): \(run.cases.tally)</summary>"
        return ([title] + shown + more + ["</details>"]).joined(separator: "\n\n")
    }

    private func cause(_ message: String, _ results: [Report.CaseReport]) -> String {
        "#### \(counted(results.count, "case")) explained by one cause\n\n" + message.markdownLine
            + results.prefix(1).map { "\n\n" + Self.fenced($0.lines(), language: "diff") }.joined()
    }

    private func section(_ result: Report.CaseReport) -> String {
        let title = "#### \(result.id.markdownLine) \(result.outcome.words)"
        let place = "\(result.source.file.markdownLine):\(result.source.line)"
        let rules = result.rules.compactMap(suite.rule).map { rule in
            "\(rule.level.rawValue) \(rule.id.markdownLine): \(rule.text.markdownLine)"
        }
        let explanations = result.explanations.map(\.markdownLine)
        return ([title, ([place] + rules).joined(separator: "  \n")] + explanations + block(result.failure))
            .joined(separator: "\n\n")
    }

    private func notRun(_ group: (reason: String, results: [Report.CaseReport])) -> String {
        let example = group.results.first.flatMap { first in
            first.unansweredLines.map { Self.fenced($0, language: "python") }
        }
        return (["#### \(group.results.count) not run", group.reason.markdownLine] + [example].compactMap(\.self))
            .joined(separator: "\n\n")
    }

    private func block(_ failure: Report.Failure?) -> [String] {
        failure.map { [Self.fenced($0.text().lines, language: "diff")] } ?? []
    }

    /// A block with a fence longer than any in the text.
    private static func fenced(_ lines: [String], language: String) -> String {
        let text = lines.joined(separator: "\n")
        var longest = 2
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }

    private static func html(_ text: String) -> String { text.onOneLine.escapedForHTML }
}
