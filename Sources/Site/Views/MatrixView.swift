import Conformance
import Markdown
import Reports
import Specification

/// The tables of rules by backends: one of databases, and one of controllers that real clients judge.
struct MatrixView {
    private let model: SiteModel

    init(_ model: SiteModel) { self.model = model }

    var values: [String: Any] {
        [
            "hasResults": !model.results.backends.isEmpty, "legend": legend,
            "tables": [
                table("site-matrix", "Databases", ofClients: false),
                table("site-matrix-clients", "Controllers", ofClients: true),
            ].compactMap(\.self),
        ]
    }

    /// Returns nil if the table would be empty. Without results, the first table has the rules alone.
    private func table(_ id: String, _ caption: String, ofClients: Bool) -> [String: Any]? {
        let backends = model.results.backends.filter { $0.judgesClients == ofClients }
        if backends.isEmpty, ofClients || !model.results.backends.isEmpty { return nil }
        return [
            "id": id, "caption": caption, "backends": backends.map { ["label": $0.label, "address": $0.address] },
            "rows": rows(backends),
        ]
    }

    /// The marks that occur in the tables.
    private var legend: [[String: Any]] {
        var shown: Set<CaseOutcome> = []
        for rule in model.suite.rules {
            for backend in model.results.backends where model.concerns(backend, rule) {
                shown.insert(model.outcome(of: rule, for: backend).outcome)
            }
        }
        return CaseOutcome.allCases.filter(shown.contains).map { outcome in
            ["class": outcome.rawValue, "mark": outcome.mark, "words": outcome.words]
        }
    }

    /// A table's rows, written without a template: there are many.
    private func rows(_ backends: [JudgedBackend]) -> String {
        var html = HTMLWriter()
        for page in model.pages {
            for rule in model.rules(on: page.name) where backends.first.map({ model.concerns($0, rule) }) ?? true {
                write(rule, backends, &html)
            }
        }
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private func write(_ rule: Rule, _ backends: [JudgedBackend], _ html: inout HTMLWriter) {
        let outcomes = backends.map { model.outcome(of: rule, for: $0) }
        let missed = outcomes.contains { $0.outcome.isMiss } ? " data-missed" : ""
        html.raw("<tr data-level=\"\(rule.level.rawValue)\"\(missed)><th scope=\"row\"><a href=\"\(rule.address)\">")
        html.raw("\(rule.name)</a><span class=\"text\">")
        html.text(rule.text)
        html.raw("</span></th><td>\(rule.level.rawValue)</td>")
        for outcome in outcomes { Self.write(outcome, &html) }
        html.raw("</tr>\n")
    }

    private static func write(_ outcome: RuleOutcome, _ html: inout HTMLWriter) {
        let kind = outcome.outcome
        html.raw("<td class=\"\(kind.rawValue)\" data-rank=\"\(outcome.rank)\">\(kind.mark)")
        if outcome.missed > 0 { html.raw(" \(outcome.missed) of \(outcome.count)") }
        // The legend explains the marks; with words in each cell the table would be twice as large.
        if kind.isMiss || kind == .notRun { html.raw("<span class=\"unseen\"> \(kind.words)</span>") }
        html.raw("</td>")
    }
}

extension RuleOutcome {
    /// The sort key: greater for a worse outcome.
    fileprivate var rank: Int {
        outcome.severity * 1000 + min(missed, 999)
    }
}
