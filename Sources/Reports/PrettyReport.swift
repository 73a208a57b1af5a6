import Conformance
import Diagnostics
import Specification
import Support
import Wire

/// The report that people read: what failed and where the page says otherwise, then a summary and the verdict.
struct PrettyReport: Report {
    private let suite: PreparedSuite
    private let style: Style
    /// The lines of prose are broken here.
    private static let width = 80
    /// A rule's text is there to recognise it by.
    private static let longestRule = 220

    init(_ suite: PreparedSuite, _ style: Style) {
        self.suite = suite
        self.style = style
    }

    func text(_ runs: [BackendRun]) -> String { runs.map(text).joined(separator: "\n") }

    private func text(_ run: BackendRun) -> String {
        let parts = [header(run)] + run.told.map { told($0, run) } + notRun(run) + [summary(run), verdict(run)]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func header(_ run: BackendRun) -> String {
        guard let info = run.info else { return style.bold(run.label.spec.printable) }
        let about = "\(info.profile.rawValue)" + info.capabilities.map { ", " + $0 }.joined()
        return style.bold(run.name.printable) + "\n"
            + (["backend  " + run.label.spec.onOneLine] + wrapped("declares " + about.onOneLine))
            .map { style.faint("  " + $0) }.joined(separator: "\n")
    }
}

// MARK: - Cases

extension PrettyReport {
    private func told(_ result: CaseResult, _ run: BackendRun) -> String {
        let word =
            switch result.outcome {
            case .warned: style.yellow("WARNED")
            case .unexpectedPass: style.red("PASSED UNEXPECTEDLY")
            default: style.red("FAILED")
            }
        var lines = ["\(word) \(style.bold(result.testCase.id))  \(result.place.file):\(result.place.line)"]
        for rule in result.testCase.proves.compactMap(suite.rule) {
            lines.append(style.faint("  \(rule.level.rawValue) \(rule.id)"))
            lines += wrapped(rule.text.onOneLine.cut(to: Self.longestRule), indentation: 4).map(style.faint)
        }
        if let failure = result.failure {
            lines.append("")
            lines += FailureText(failure, style).lines.map { "    " + $0 }
        }
        if let reason = result.reason { lines += wrapped(reason.onOneLine, indentation: 4) }
        lines.append(rerun(result, run))
        return lines.joined(separator: "\n")
    }

    private func notRun(_ run: BackendRun) -> [String] {
        var parts = run.notRun.map { group in
            let more = group.results.count > 3 ? " and \(group.results.count - 3) more" : ""
            let ids = group.results.prefix(3).map(\.testCase.id).joined(separator: ", ") + more
            let alone = group.results.first.map { rerun($0, run) }
            return
                (wrapped(style.yellow("NOT RUN ") + ids) + wrapped(group.reason.onOneLine, indentation: 4)
                + [alone].compactMap(\.self)).joined(separator: "\n")
        }
        parts += run.notes.map { wrapped(style.yellow("NOTE ") + $0.onOneLine).joined(separator: "\n") }
        if let mishap = run.mishap, !mishap.standardError.isEmpty {
            let lines = mishap.standardError.printable.split(whereSeparator: \.isNewline).suffix(24)
            let text = lines.map { "    | " + $0 }.joined(separator: "\n")
            parts.append("  the backend's standard error ended:\n" + text)
        }
        return parts
    }

    private func rerun(_ result: CaseResult, _ run: BackendRun) -> String {
        style.faint("  run it alone: ") + run.label.command(running: result.testCase.id).printable
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
    private func summary(_ run: BackendRun) -> String {
        let width = run.pages.map(\.name.count).max() ?? 0
        return run.pages.map { page in
            let padding = String(repeating: " ", count: width - page.name.count)
            return "  \(page.name)\(padding)  " + page.results.tally
        }.joined(separator: "\n")
    }

    private func verdict(_ run: BackendRun) -> String {
        let name = (run.info?.name ?? run.label.spec).printable
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
