import Conformance
import Reports
import Specification

/// The page of a Python package: the rules that its backends keep and break.
struct OriginView {
    private let origin: String
    private let model: SiteModel

    init(_ origin: String, _ model: SiteModel) {
        self.origin = origin
        self.model = model
    }

    var values: [String: Any] {
        let backends = model.results.backends.filter { $0.origin == .python(package: origin) }
        // A page that bears the package's name is about its databases.
        let about = model.place(ofPage: origin).map { model.pages[$0] }
        return [
            "origin": origin, "backends": backends.map(values), "isDescribed": about != nil,
            "aboutTitle": about?.title ?? "", "aboutAddress": about?.address ?? "",
        ]
    }

    private func values(_ backend: JudgedBackend) -> [String: Any] {
        let rules = backend.applicableRules(of: model)
        let right = rules.filter { $0.outcome.outcome == .passed }.map(\.rule)
        let wrong = rules.filter { $0.outcome.outcome.isMiss }
        return backend.verdictValues.merging([
            "kept": right.count, "broken": wrong.count, "hasBroken": !wrong.isEmpty,
            "sections": sections(of: wrong, backend),
            "right": right.map { ["name": $0.name, "address": $0.address] },
        ]) { $1 }
    }

    /// The rules, grouped by the heading above them on their page.
    private func sections(of rules: [(rule: Rule, outcome: RuleOutcome)], _ backend: JudgedBackend) -> [[String: Any]] {
        var sections: [(title: String, rules: [[String: Any]])] = []
        for (rule, outcome) in rules {
            let title = model.section(of: rule)
            if sections.last?.title != title { sections.append((title, [])) }
            sections[sections.count - 1].rules.append(values(rule, outcome, backend))
        }
        return sections.map { ["title": $0.title, "count": $0.rules.count, "rules": $0.rules] }
    }

    private func values(_ rule: Rule, _ outcome: RuleOutcome, _ backend: JudgedBackend) -> [String: Any] {
        [
            "name": rule.name, "address": rule.address, "text": rule.text, "level": rule.level.rawValue,
            "class": outcome.outcome.rawValue, "mark": outcome.outcome.mark,
            "missed": backend.casesNotPassed(of: rule, in: model).count,
            "count": outcome.count,
            "failures": "\(backend.address)#\(BackendView.slug("rule", rule.id))",
        ]
    }
}
