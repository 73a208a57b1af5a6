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

    init(_ backend: JudgedBackend, _ model: SiteModel) {
        self.backend = backend
        self.model = model
        outcomes = backend.applicableRules(of: model)
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
    private var groups: [[String: Any]] {
        [
            group("broken", "Broken rules", "At least one example of each of these must rules failed.") {
                $0 == .failed
            },
            group("known", "Known failures", "These failures were listed as known before the run.") {
                $0 == .knownFailure
            },
            group("unexpected", "Unexpected passes", "These examples passed although a list says that they fail.") {
                $0 == .unexpectedPass
            },
            group("warned", "Warnings", "At least one example of each of these should rules failed.") { $0 == .warned },
            group("not-run", "Not run", "The backend crashed, hung or sent an invalid reply.") { $0 == .notRun },
        ].compactMap(\.self)
    }

    private func group(
        _ slug: String, _ title: String, _ remark: String, _ belongs: (CaseOutcome) -> Bool
    ) -> [String: Any]? {
        let rules = outcomes.filter { belongs($0.outcome.outcome) }.map { rule($0.rule, in: slug) }
        return rules.isEmpty ? nil : ["slug": slug, "title": title, "remark": remark, "rules": rules]
    }

    private func rule(_ rule: Rule, in group: String) -> [String: Any] {
        let cases = model.cases(proving: rule.id).compactMap { place -> [String: Any]? in
            guard let result = backend.result(of: place.id), result.outcome.isMiss || result.outcome == .notRun else {
                return nil
            }
            var failure = HTMLWriter()
            FailureView.write(result, &failure)
            return [
                "name": place.name, "address": place.address, "class": result.outcome.rawValue,
                "mark": result.outcome.mark, "words": result.outcome.words,
                "failure": String(decoding: failure.bytes, as: UTF8.self),
            ]
        }
        return Self.link(rule).merging([
            "slug": "\(group)-\(rule.page)-\(rule.name)", "level": rule.level.rawValue, "text": rule.text,
            "cases": cases,
        ]) { $1 }
    }
}

extension JudgedBackend {
    /// The rules with at least one case that applies to the backend, and the outcome of each.
    func applicableRules(of model: SiteModel) -> [(rule: Rule, outcome: RuleOutcome)] {
        model.suite.rules.map { ($0, outcome(of: model.cases(proving: $0.id).map(\.id))) }.filter { $0.1.count > 0 }
    }
}
