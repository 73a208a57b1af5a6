import Conformance
import Diagnostics
import Specification
import Support
import TaskDatabases

/// The report for a terminal: the failures, then a summary and the verdict.
struct PrettyReport: ReportWriter {
    private let suite: PreparedSuite
    private let style: Style
    /// The longest line of prose.
    private static let width = 80
    /// The longest text of a rule: enough to recognise it.
    private static let longestRule = 220

    init(_ suite: PreparedSuite, _ style: Style) {
        self.suite = suite
        self.style = style
    }

    func text(_ report: Report) -> String { report.runs.map(text).joined(separator: "\n") }

    private func text(_ run: Report.Run) -> String {
        let parts =
            [header(run)] + run.openCauses.map(cause) + run.unexplained.map { details($0, run) } + notRun(run)
            + [summary(run), failures(run), verdict(run)].compactMap(\.self)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func header(_ run: Report.Run) -> String {
        guard let profile = run.backend.profile else { return style.bold(run.backend.spec.onOneLine) }
        let about = profile.rawValue + run.backend.capabilities.map { ", " + $0 }.joined()
        return style.bold(run.backend.title.onOneLine) + "\n"
            + (["backend  " + run.backend.spec.onOneLine] + wrapped("declares " + about.onOneLine))
            .map { style.faint("  " + $0) }.joined(separator: "\n")
    }
}

// MARK: - Cases

extension PrettyReport {
    private func cause(_ message: String, _ results: [Report.CaseReport]) -> String {
        let ids = results.prefix(3).map(\.id.onOneLine).joined(separator: ", ")
        let more = results.count > 3 ? " and \(results.count - 3) more" : ""
        let cases = "explains \(counted(results.count, "case")), not shown one by one: \(ids)\(more)"
        let first = results.prefix(1).flatMap { result in
            ["    the first, at \(result.source.file.onOneLine):\(result.source.line):"]
                + result.lines(style).map { "      " + $0 }
        }
        return (wrapped(style.red("CAUSE ") + message.onOneLine) + wrapped(cases, indentation: 4) + first)
            .joined(separator: "\n")
    }

    private func details(_ result: Report.CaseReport, _ run: Report.Run) -> String {
        let words = result.outcome.words.uppercased()
        let word = result.outcome == .warned ? style.yellow(words) : style.red(words)
        var lines = [
            "\(word) \(style.bold(result.id.onOneLine))  \(result.source.file.onOneLine):\(result.source.line)"
        ]
        for rule in result.rules.compactMap(suite.rule) {
            lines.append(style.faint("  \(rule.level.rawValue) \(rule.id)"))
            lines += wrapped(rule.text.onOneLine.cut(to: Self.longestRule), indentation: 4).map(style.faint)
        }
        if let failure = result.failure {
            lines.append("")
            lines += failure.text(style).lines.map { "    " + $0 }
        }
        lines += result.explanations.flatMap { wrapped($0.onOneLine, indentation: 4) }
        lines.append(rerun(result, run))
        return lines.joined(separator: "\n")
    }

    private func notRun(_ run: Report.Run) -> [String] {
        var parts = run.notRun.map { group in
            let more = group.results.count > 3 ? " and \(group.results.count - 3) more" : ""
            let ids = group.results.prefix(3).map(\.id).joined(separator: ", ") + more
            let alone = group.results.first.map { rerun($0, run) }
            return
                (wrapped(style.yellow("NOT RUN ") + ids) + (group.results.first.map(unanswered) ?? [])
                + wrapped(group.reason.onOneLine, indentation: 4) + [alone].compactMap(\.self)).joined(separator: "\n")
        }
        parts += run.remarks.map { wrapped(style.yellow("NOTE ") + $0.onOneLine).joined(separator: "\n") }
        if let standardError = run.standardError {
            let lines = standardError.printable.split(whereSeparator: \.isNewline).suffix(24)
            let text = lines.map { "    | " + $0 }.joined(separator: "\n")
            parts.append("  the backend's standard error ended:\n" + text)
        }
        return parts
    }

    /// The example that the backend did not answer, with its place.
    private func unanswered(_ result: Report.CaseReport) -> [String] {
        guard let lines = result.unansweredLines else { return [] }
        return ["\(result.source.file.onOneLine):\(result.source.line)"].map { "    " + $0 } + lines.map { "    " + $0 }
    }

    private func rerun(_ result: Report.CaseReport, _ run: Report.Run) -> String {
        style.faint("  run it alone: ") + run.backend.command(running: result.id).onOneLine
    }

    /// Text in lines that fit a terminal; a word longer than that has a line of its own.
    private func wrapped(_ text: String, indentation: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indentation)
        var lines = [""]
        for word in text.split(separator: " ") {
            if !lines[lines.count - 1].isEmpty {
                let fits = lines[lines.count - 1].count + 1 + word.count <= Self.width - indentation
                if fits { lines[lines.count - 1] += " " } else { lines.append("") }
            }
            lines[lines.count - 1] += word
        }
        return lines.map { margin + $0 }
    }
}

// MARK: - Summary

extension PrettyReport {
    private func summary(_ run: Report.Run) -> String {
        let width = run.pages.map(\.name.count).max() ?? 0
        return run.pages.map { page in
            let padding = String(repeating: " ", count: width - page.name.count)
            return "  \(page.name)\(padding)  " + page.results.tally
        }.joined(separator: "\n")
    }

    /// The failures by rule, because a terminal shows the end of a long report; nil for a single one.
    private func failures(_ run: Report.Run) -> String? {
        guard run.notable.count > 1 else { return nil }
        let lines = run.failedRules.flatMap { rule, results in
            let names = results.prefix(3).map(\.name.onOneLine).joined(separator: ", ")
            let more = results.count > 3 ? " and \(results.count - 3) more" : ""
            let level = suite.rule(rule).map { $0.level.rawValue + " " } ?? ""
            return wrapped("\(level)\(rule.onOneLine): \(names)\(more)", indentation: 4)
        }
        return (["  by rule, what failed:"] + lines).joined(separator: "\n")
    }

    private func verdict(_ run: Report.Run) -> String {
        let name = (run.backend.name.isEmpty ? run.backend.spec : run.backend.name).onOneLine
        let verdict =
            switch run.verdict {
            case .conformant where run.conclusion == .failure:
                style.red(style.bold("\(name) is conformant, but not as listed"))
            case .conformant: style.green(style.bold("\(name) is conformant"))
            case .nonconformant where run.conclusion == .success:
                style.yellow(style.bold("\(name) is not conformant, as is known"))
            case .nonconformant: style.red(style.bold("\(name) is not conformant"))
            case .inconclusive: style.yellow(style.bold("\(name): inconclusive"))
            }
        return "\(verdict): \(run.cases.tally) (\(Duration.seconds(run.seconds).inSeconds))"
    }
}
