import Specification
import Wire

/// The report that people read: what failed and where the page says otherwise, then a summary and the verdict.
public struct PrettyReport: Sendable {
    private let suite: PreparedSuite
    private let style: Style
    /// Lines of values beyond this are cut in their middle; the JSON report has them whole.
    private static let widest = 400
    private static let mostLines = 40

    public init(_ suite: PreparedSuite, _ style: Style) {
        self.suite = suite
        self.style = style
    }

    /// Everything about one backend.
    public func text(_ run: BackendRun) -> String {
        let shown = run.cases.filter { [.failed, .warned, .unexpectedPass, .notRun].contains($0.outcome) }
        var parts = [header(run)]
        parts += shown.filter { $0.failure != nil }.map { failure($0, run) }
        parts += notRun(run)
        parts.append(summary(run))
        parts.append(verdict(run))
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func header(_ run: BackendRun) -> String {
        guard let info = run.info else { return style.bold(run.spec.text) }
        let capabilities = info.capabilities.isEmpty ? "" : ": " + info.capabilities.joined(separator: ", ")
        return style.bold("\(info.name) \(info.version)")
            + style.faint("  \(run.spec.text), \(info.profile.rawValue)\(capabilities)")
    }
}

// MARK: - Failures

extension PrettyReport {
    private func failure(_ result: CaseResult, _ run: BackendRun) -> String {
        guard let failure = result.failure else { return "" }
        let word = result.outcome == .warned ? style.yellow("WARNED") : style.red("FAILED")
        let place = "\(failure.source.file):\(failure.source.line)"
        var lines = ["\(word) \(style.bold(result.testCase.id))  \(place)"]
        lines += result.testCase.proves.compactMap(suite.rule).map { rule in
            style.faint("  \(rule.level.rawValue) \(rule.id): ") + Self.cut(Self.oneLine(rule.text), to: 160)
        }
        lines.append("")
        if let setup = failure.setup { lines.append("    in the setup \(setup):") }
        lines += Self.prompted(failure.input).map { "    " + $0 }
        lines += difference(failure).map { "    " + $0 }
        lines.append("    \(failure.reason)")
        lines.append(style.faint("  run it alone: ") + run.spec.command(running: result.testCase.id))
        return lines.joined(separator: "\n")
    }

    private func difference(_ failure: CaseFailure) -> [String] {
        let lines = TextDifference(expected: failure.expected, actual: failure.actual).lines.map { line in
            switch line {
            case .both(let text): "  " + Self.cut(text, to: Self.widest)
            case .expected(let text): style.red("- " + Self.cut(text, to: Self.widest))
            case .actual(let text): style.green("+ " + Self.cut(text, to: Self.widest))
            }
        }
        let expected = failure.expected.isEmpty ? [style.red("- ") + style.faint("(nothing)")] : []
        let actual = failure.actual.isEmpty ? [style.green("+ ") + style.faint("(nothing)")] : []
        let left = lines.count - Self.mostLines
        return expected + lines.prefix(Self.mostLines) + (left > 0 ? ["… \(left) more lines"] : []) + actual
    }

    private static func prompted(_ input: String) -> [String] {
        input.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            (index == 0 ? ">>> " : "... ") + line
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard text.unicodeScalars.count > width else { return text }
        let scalars = text.unicodeScalars
        return String(scalars.prefix(width * 2 / 3)) + " … " + String(scalars.suffix(width / 3))
    }
}

// MARK: - The rest

extension PrettyReport {
    /// Cases that could not be run, those with one reason together.
    private func notRun(_ run: BackendRun) -> [String] {
        var groups: [(reason: String, ids: [String])] = []
        for result in run.cases where result.outcome == .notRun {
            let reason = result.reason ?? ""
            if let index = groups.firstIndex(where: { $0.reason == reason }) {
                groups[index].ids.append(result.testCase.id)
            } else {
                groups.append((reason, [result.testCase.id]))
            }
        }
        var parts = groups.map { group in
            let more = group.ids.count > 3 ? " and \(group.ids.count - 3) more" : ""
            return style.yellow("NOT RUN ") + group.ids.prefix(3).joined(separator: ", ") + more + "\n    "
                + group.reason
        }
        if let mishap = run.mishap {
            if groups.isEmpty { parts.append(style.yellow("NOTE ") + mishap.description) }
            if !mishap.standardError.isEmpty {
                let lines = mishap.standardError.split(separator: "\n").suffix(12)
                parts.append(
                    "  the backend's standard error ended:\n" + lines.map { "    | " + $0 }.joined(separator: "\n"))
            }
        }
        return parts
    }

    private func summary(_ run: BackendRun) -> String {
        let pages = suite.suite.pages.map(\.name).filter { name in run.cases.contains { $0.testCase.page == name } }
        let width = pages.map(\.count).max() ?? 0
        return pages.map { page in
            let results = run.cases.filter { $0.testCase.page == page }
            let padding = String(repeating: " ", count: width - page.count)
            return "  \(page)\(padding)  " + Self.counts(results)
        }.joined(separator: "\n")
    }

    private static func counts(_ results: [CaseResult]) -> String {
        CaseOutcome.allCases.compactMap { outcome in
            let count = results.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(outcome.words)"
        }.joined(separator: ", ")
    }

    private func verdict(_ run: BackendRun) -> String {
        let name = run.info?.name ?? run.spec.text
        let verdict: String
        switch run.verdict {
        case .conformant: verdict = style.green(style.bold("\(name) is conformant"))
        case .nonconformant: verdict = style.red(style.bold("\(name) is not conformant"))
        case .inconclusive: verdict = style.yellow(style.bold("\(name): inconclusive"))
        }
        return "\(verdict): \(Self.counts(run.cases)) (\(Duration.seconds(run.seconds).inSeconds))"
    }
}

extension CaseOutcome {
    var words: String {
        switch self {
        case .knownFailure: "failed as known"
        case .unexpectedPass: "passed unexpectedly"
        case .notApplicable: "not applicable"
        case .notRun: "not run"
        default: rawValue
        }
    }
}
