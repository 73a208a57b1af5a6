import Conformance
import Markdown
import Reports
import Specification
import TaskDatabases

/// The page of one backend: its facts, and each rule that it does not keep.
struct BackendView {
    private let backend: JudgedBackend
    private let model: SiteModel
    private let outcomes: [(rule: Rule, outcome: RuleOutcome)]
    /// The rule under which the failure of each case is shown: the first of those it proves.
    private let firstRules: [String: String]

    init(_ backend: JudgedBackend, _ model: SiteModel) {
        self.backend = backend
        self.model = model
        let outcomes = backend.applicableRules(of: model)
        self.outcomes = outcomes
        firstRules = Dictionary(
            Self.groups.flatMap { group in
                outcomes.filter { group.outcome == $0.outcome.outcome }
                    .flatMap { rule, _ in model.cases(proving: rule.id).map { ($0.id, rule.id) } }
            }
        ) { first, _ in first }
    }

    var values: [String: Any] {
        let run = backend.run
        let badge = Badge(run)
        let kept = outcomes.filter { $0.outcome.outcome == .passed }.map(\.rule)
        let capabilities =
            run.backend.capabilities.isEmpty ? "none" : run.backend.capabilities.joined(separator: ", ")
        return backend.verdictValues.merging([
            "error": run.error.map { [$0] } ?? [], "profile": run.backend.profile?.rawValue ?? "unknown",
            "capabilities": capabilities, "spec": run.backend.spec, "kit": backend.report.kit,
            "date": backend.report.date,
            "suiteVersion": backend.report.suiteVersion, "isOtherEdition": isOtherEdition,
            "counts": counts, "groups": groups,
            "keptCount": kept.count, "appliedCount": outcomes.count, "kept": kept.map(Self.link),
            "badgeText": badge.text, "badgeWidth": badge.width,
        ]) { $1 }
    }

    private var isOtherEdition: Bool {
        !backend.report.suiteDigest.isEmpty && backend.report.suiteDigest != model.digest
    }

    private var counts: [[String: Any]] {
        CaseOutcome.allCases.compactMap { outcome in
            let count = backend.run.count(outcome)
            guard count > 0 else { return nil }
            return ["class": outcome.rawValue, "mark": outcome.mark, "count": count, "words": outcome.words]
        }
    }

    private static func link(_ rule: Rule) -> [String: Any] { ["name": rule.name, "address": rule.address] }
}

// MARK: - Rules that are not kept

extension BackendView {
    private struct Group {
        let outcome: CaseOutcome
        let slug: String
        let title: String
        let remark: String
    }

    /// The groups of rules that are not kept, in the order of the page.
    private static let groups = [
        Group(
            outcome: .failed, slug: "broken", title: "Broken rules",
            remark: "At least one example of each of these must rules failed."),
        Group(
            outcome: .knownFailure, slug: "known", title: "Known failures",
            remark: "These failures were listed as known before the run."),
        Group(
            outcome: .unexpectedPass, slug: "unexpected", title: "Unexpected passes",
            remark: "These examples passed although a list says that they fail."),
        Group(
            outcome: .warned, slug: "warned", title: "Warnings",
            remark: "At least one example of each of these should rules failed."),
        Group(
            outcome: .notRun, slug: "not-run", title: "Not run",
            remark: "The backend crashed, hung or sent an invalid reply."),
    ]

    private var groups: [[String: Any]] {
        Self.groups.compactMap { group in
            let rules = outcomes.filter { $0.outcome.outcome == group.outcome }.map(values)
            guard !rules.isEmpty else { return nil }
            return ["slug": group.slug, "title": group.title, "remark": group.remark, "rules": rules]
        }
    }

    private func values(_ rule: Rule, _ outcome: RuleOutcome) -> [String: Any] {
        let cases = backend.casesNotPassed(of: rule, in: model)
        let firstHere = cases.filter { firstRules[$0.id] == rule.id }
        return Self.link(rule).merging([
            "slug": Self.slug("rule", rule.id), "level": rule.level.rawValue, "text": rule.text,
            "missed": cases.count, "count": outcome.count,
            "cases": firstHere.prefix(Self.mostInFull).map(values),
            "others": firstHere.dropFirst(Self.mostInFull).map(values),
            "earlier": cases.filter { firstRules[$0.id] != rule.id }.map {
                ["name": $0.name, "slug": Self.slug("case", $0.id)]
            },
        ]) { $1 }
    }

    /// The most failures of a rule that are shown in full: a page has its bounds, whatever a backend does.
    private static let mostInFull = 4

    private func values(_ place: CasePlace) -> [String: Any] {
        guard let result = backend.result(of: place.id) else { return [:] }
        var failure = HTMLWriter()
        FailureView.write(result, &failure)
        return [
            "name": place.name, "slug": Self.slug("case", place.id), "address": place.address,
            "class": result.outcome.rawValue, "mark": result.outcome.mark,
            "failure": String(decoding: failure.bytes, as: UTF8.self),
        ]
    }
}

extension BackendView {
    /// Where a rule or a case is on the page of a backend.
    static func slug(_ kind: String, _ id: String) -> String { "\(kind)-\(id)" }
}

extension JudgedBackend {
    /// The cases of a rule that did not pass, or did not run.
    func casesNotPassed(of rule: Rule, in model: SiteModel) -> [CasePlace] {
        model.cases(proving: rule.id).filter { place in
            guard let outcome = result(of: place.id)?.outcome else { return false }
            return outcome.isMiss || outcome == .notRun
        }
    }

    /// The rules with at least one case that applies to the backend, and the outcome of each.
    func applicableRules(of model: SiteModel) -> [(rule: Rule, outcome: RuleOutcome)] {
        model.suite.rules.map { ($0, outcome(of: model.cases(proving: $0.id).map(\.id))) }.filter { $0.1.count > 0 }
    }
}
