import Conformance
import Diagnostics

extension Report.Backend {
    /// The name and version of the backend, or its spec if it never started.
    package var title: String { name.isEmpty ? spec : version.isEmpty ? name : "\(name) \(version)" }

    /// The spec without its options. A command has none: all of it is words.
    var specWithoutOptions: String { arguments.first == "--" ? spec : String(spec.prefix { $0 != "?" }) }

    /// The command that runs one case against this backend, quoted for a shell.
    func command(running id: String) -> String {
        // Everything after `--` belongs to the backend's command.
        let words = arguments.first == "--" ? ["--run", id] + arguments : arguments + ["--run", id]
        return (["taskdb", "test"] + words.map(Self.quoted)).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/=,+@%".unicodeScalars)
        let isPlain = !word.isEmpty && word.unicodeScalars.allSatisfy(plain.contains)
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension Report.Run {
    /// The notes, and the error of a backend that ran all cases; where it did not, the error is the cases' reason.
    var remarks: [String] { notes + (count(.notRun) == 0 ? [error].compactMap(\.self) : []) }

    /// The results by page, in the order of the pages. The cases of a page may be on several files.
    var pages: [(name: String, results: [Report.CaseReport])] {
        var pages: [(name: String, results: [Report.CaseReport])] = []
        var indices: [String: Int] = [:]
        for result in cases {
            let index = indices[result.page] ?? pages.count
            if index == pages.count {
                indices[result.page] = index
                pages.append((result.page, []))
            }
            pages[index].results.append(result)
        }
        return pages
    }

    /// The cases that could not be run and that no cause explains, grouped by the reason.
    var notRun: [(reason: String, results: [Report.CaseReport])] {
        let explained = Set(causes.flatMap(\.cases))
        return cases.filter { $0.outcome == .notRun && !explained.contains($0.id) }.grouped { [$0.message ?? ""] }
            .map { (reason: $0.key, results: $0.results) }
    }

    /// The cases that failed, or passed where a list says that they fail.
    var notable: [Report.CaseReport] { cases.filter(\.outcome.isNotable) }

    /// The cases that reports show one by one: those that no cause explains.
    var unexplained: [Report.CaseReport] {
        let explained = Set(causes.flatMap(\.cases))
        return notable.filter { !explained.contains($0.id) }
    }

    /// The causes of failures that are not known, each with the number of cases that it explains.
    var openCauses: [(message: String, results: [Report.CaseReport])] {
        causes.compactMap { cause in
            let ids = Set(cause.cases)
            let results = cases.filter { ids.contains($0.id) && ($0.outcome.isNotable || $0.outcome == .notRun) }
            return results.isEmpty ? nil : (cause.message, results)
        }
    }

    /// The failed cases by the rules that they prove, in the order of the suite. A case that proves several rules stands
    /// under each.
    var failedRules: [(rule: String, results: [Report.CaseReport])] {
        notable.grouped(by: \.rules).map { (rule: $0.key, results: $0.results) }
    }
}

extension Collection<Report.CaseReport> {
    /// The results under each of their keys, in the order in which the keys first occur.
    fileprivate func grouped(
        by keys: (Report.CaseReport) -> [String]
    ) -> [(key: String, results: [Report.CaseReport])] {
        var groups: [(key: String, results: [Report.CaseReport])] = []
        var indices: [String: Int] = [:]
        for result in self {
            for key in keys(result) {
                let index = indices[key] ?? groups.count
                if index == groups.count {
                    indices[key] = index
                    groups.append((key, []))
                }
                groups[index].results.append(result)
            }
        }
        return groups
    }

    /// The number of cases by outcome, as in "3 passed, 1 failed".
    var tally: String {
        let counts: [CaseOutcome: Int] = reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 }
        return CaseOutcome.allCases.compactMap { outcome in counts[outcome].map { "\($0) \(outcome.words)" } }
            .joined(separator: ", ")
    }

    var seconds: Double { reduce(0) { $0 + $1.seconds } }
}

extension Report.CaseReport {
    var page: String { String(id.prefix { $0 != "/" }) }
    var name: String { String(id.dropFirst(page.count + 1)) }

    /// The reason in one line.
    var headline: String { (failure?.reason ?? message ?? outcome.words).onOneLine }

    /// The input of the example that the backend did not answer, with prompts; nil if it answered all.
    var unansweredLines: [String]? {
        unanswered.map {
            FailureText(setup: nil, input: $0, expected: "", actual: "", reason: "").session
        }
    }

    /// What the case showed, line by line: its failure, or the example that was not answered and why.
    func lines(_ style: Style = Style(isColoured: false)) -> [String] {
        failure?.text(style).lines ?? (unansweredLines ?? []) + [message ?? ""]
    }

    /// What is to be said besides the failure: the message where there is none, and the note.
    var explanations: [String] { [failure == nil ? message : nil, note].compactMap(\.self) }
}

extension Report.Failure {
    func text(_ style: Style = Style(isColoured: false)) -> FailureText {
        FailureText(
            setup: setup, template: template.map { "\($0.file):\($0.line)" }, input: input, expected: expected,
            actual: actual, reason: reason, operands: operands, style)
    }
}
