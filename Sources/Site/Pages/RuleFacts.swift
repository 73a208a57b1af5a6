import Conformance
import Diagnostics
import Markdown
import Reports
import Specification

/// The facts below a rule: its level, its cases, the mutants they catch, and the verdicts on it.
struct RuleFacts {
    private let rule: Rule
    private let cases: [CasePlace]
    private let model: SiteModel

    /// Most rules catch dozens of mutants, and gross faults are caught by most rules.
    private static let mostMutants = 8

    init(_ rule: Rule, _ model: SiteModel) {
        self.rule = rule
        self.model = model
        cases = model.cases(proving: rule.id)
    }

    func write(_ html: inout HTMLWriter) {
        html.raw("<div class=\"facts\"><p><b class=\"level\">\(rule.level.rawValue)</b>")
        html.raw("<a class=\"name\" href=\"#\(rule.anchor)\">\(rule.name)</a></p>\n")
        writeCases(&html)
        writeMutants(&html)
        let backends = model.results.backends.filter { model.concerns($0, rule) }
        VerdictLine(
            of: rule.name,
            backends.map { .init(label: $0.label, outcome: model.outcome(of: rule, for: $0).outcome) }
        ).write(&html)
        html.raw("</div>\n")
    }

    private func writeCases(_ html: inout HTMLWriter) {
        html.raw("<details><summary>\(counted(cases.count, "case"))</summary><ul class=\"names\">")
        for item in cases {
            html.raw(
                "<li><a href=\"\(item.page == rule.page ? "#\(item.anchor)" : item.address)\">\(item.name)</a></li>")
        }
        html.raw("</ul></details>\n")
    }

    private func writeMutants(_ html: inout HTMLWriter) {
        let caught = model.results.mutants?.summaries(caughtBy: rule.id) ?? []
        guard !caught.isEmpty else { return }
        html.raw("<details><summary>catches \(counted(caught.count, "mutant"))</summary><p>")
        let others = caught.count - Self.mostMutants
        let shown = caught.prefix(Self.mostMutants) + (others > 0 ? ["and \(counted(others, "other"))"] : [])
        html.text(shown.joined(separator: "; "))
        html.raw("</p></details>\n")
    }
}

extension SiteModel {
    func outcome(of rule: Rule, for backend: JudgedBackend) -> RuleOutcome {
        backend.outcome(of: cases(proving: rule.id).map(\.id))
    }

    /// Whether some case of a rule is for databases, or for controllers with clients, as the backend is.
    func concerns(_ backend: JudgedBackend, _ rule: Rule) -> Bool {
        cases(proving: rule.id).contains { $0.needsClients == backend.judgesClients }
    }
}
