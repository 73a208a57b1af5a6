import Conformance
import Diagnostics
import Specification

/// A summary for a page: a table of the backends, then, folded, what went otherwise than the pages say.
struct MarkdownSummary: Report {
    private let suite: PreparedSuite
    /// GitHub takes summaries of 1 MiB; what does not fit is counted.
    private static let mostBytes = 900 << 10

    init(_ suite: PreparedSuite) { self.suite = suite }

    func text(_ runs: [BackendRun]) -> String {
        let conformant = runs.count { $0.verdict == .conformant }
        let title = "## Task database: \(conformant) of \(counted(runs.count, "backend")) conformant"
        var room = Self.mostBytes
        let folded = runs.compactMap { details($0, &room) }
        return ([title, table(runs)] + folded).joined(separator: "\n\n") + "\n"
    }

    private func table(_ runs: [BackendRun]) -> String {
        let outcomes = CaseOutcome.allCases.map { $0.words.prefix(1).uppercased() + $0.words.dropFirst() }
        let columns = ["Backend", "Verdict"] + outcomes
        let rows = runs.map { run in
            [Self.plain(run.name), Self.verdict(run)] + CaseOutcome.allCases.map { "\(run.count($0))" }
        }
        let rule = ["---", "---"] + CaseOutcome.allCases.map { _ in "--:" }
        return ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    private static func verdict(_ run: BackendRun) -> String {
        switch run.verdict {
        case .conformant: run.conclusion == .failure ? "❌ conformant, but not as listed" : "✅ conformant"
        case .nonconformant: run.conclusion == .success ? "☑️ not conformant, as is known" : "❌ not conformant"
        case .inconclusive: "❔ inconclusive"
        }
    }

    private func details(_ run: BackendRun, _ room: inout Int) -> String? {
        let all = run.told.map(told) + run.notRun.map(notRun) + run.notes.map { "Note: " + Self.plain($0) }
        guard !all.isEmpty else { return nil }
        var shown: [String] = []
        for part in all {
            room -= part.utf8.count
            guard room > 0 else { break }
            shown.append(part)
        }
        let left = all.count - shown.count
        let more = left > 0 ? ["… and \(left) more; the JSON report has them all."] : []
        let title = "<details><summary>\(Self.html(run.name)): \(run.cases.tally)</summary>"
        return ([title] + shown + more + ["</details>"]).joined(separator: "\n\n")
    }

    private func told(_ result: CaseResult) -> String {
        let title = "#### \(Self.plain(result.testCase.id)) \(result.outcome.words)"
        let place = "\(Self.plain(result.place.file)):\(result.place.line)"
        let rules = result.testCase.proves.compactMap(suite.rule).map { rule in
            "\(rule.level.rawValue) \(Self.plain(rule.id)): \(Self.plain(rule.text))"
        }
        let reason = result.reason.map { [Self.plain($0)] } ?? []
        return ([title, ([place] + rules).joined(separator: "  \n")] + reason + block(result.failure))
            .joined(separator: "\n\n")
    }

    private func notRun(_ group: (reason: String, results: [CaseResult])) -> String {
        "#### \(group.results.count) not run\n\n" + Self.plain(group.reason)
    }

    /// A fence longer than any in the text.
    private func block(_ failure: CaseFailure?) -> [String] {
        guard let failure else { return [] }
        let text = FailureText(failure).lines.joined(separator: "\n")
        var longest = 2
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return ["\(fence)diff\n\(text)\n\(fence)"]
    }

    /// Text in which Markdown and HTML see nothing of theirs.
    private static func plain(_ text: String) -> String {
        text.onOneLine.escaped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "@", "$": "\\\(scalar)"
            default: nil
            }
        }
    }

    private static func html(_ text: String) -> String {
        text.onOneLine.escaped { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == ">" ? "&gt;" : nil }
    }
}
