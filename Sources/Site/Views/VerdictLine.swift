import Conformance
import Markdown
import Reports

/// The verdicts on a case or a rule in one line: "all" if all backends that it applies to pass, else those that do not.
struct VerdictLine {
    private let name: String
    private let verdicts: [Verdict]

    struct Verdict {
        let label: String
        let outcome: CaseOutcome
        /// A case's result, whose failure can be shown.
        var result: Report.CaseReport?
    }

    /// - Parameter name: the name of the case or the rule.
    init(of name: String, _ verdicts: [Verdict]) {
        self.name = name
        self.verdicts = verdicts.filter { $0.outcome != .notApplicable }
    }

    /// Whether it applies to no backend.
    var isEmpty: Bool { verdicts.isEmpty }

    /// Whether there are verdicts and all of them are that it passed.
    var allPassed: Bool { !verdicts.isEmpty && verdicts.allSatisfy { $0.outcome == .passed } }

    /// Writes nothing if it applies to no backend.
    func write(_ html: inout HTMLWriter) {
        if verdicts.isEmpty { return }
        if allPassed {
            html.raw("<span class=\"verdicts passed\" title=\"\(passers)\"><i aria-hidden=\"true\">✓</i>all")
            return html.raw("<span class=\"unseen\">: \(passers)</span></span>\n")
        }
        html.raw("<ul class=\"verdicts\" aria-label=\"Verdicts on \(name)\">\n")
        for verdict in verdicts where verdict.outcome != .passed { write(verdict, &html) }
        html.raw("</ul>\n")
    }

    private var passers: String { verdicts.count == 1 ? "the database passes" : "all \(verdicts.count) databases pass" }

    private func write(_ verdict: Verdict, _ html: inout HTMLWriter) {
        html.raw("<li class=\"\(verdict.outcome.rawValue)\">")
        if let result = verdict.result, result.message != nil {
            html.raw("<details><summary>")
            writeContent(of: verdict, &html)
            html.raw("</summary>")
            FailureView.write(result, &html)
            html.raw("</details>")
        } else {
            writeContent(of: verdict, &html)
        }
        html.raw("</li>\n")
    }

    /// Writes the mark for the eye and its meaning as hidden text for screen readers.
    private func writeContent(of verdict: Verdict, _ html: inout HTMLWriter) {
        let outcome = verdict.outcome
        html.raw("<i title=\"\(outcome.words)\" aria-hidden=\"true\">\(outcome.mark)</i>")
        html.text(verdict.label)
        html.raw("<span class=\"unseen\">: \(outcome.words)</span>")
    }
}
