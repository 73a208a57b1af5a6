import Conformance
import Markdown
import Reports
import Specification

/// The table of rules by backends.
struct MatrixView {
    private let model: SiteModel

    init(_ model: SiteModel) { self.model = model }

    var values: [String: Any] {
        [
            "hasResults": !model.results.backends.isEmpty,
            "backends": model.results.backends.map { ["label": $0.label, "address": $0.address] },
            "legend": legend,
            "rows": rows,
        ]
    }

    /// The marks that occur in the table.
    private var legend: [[String: Any]] {
        let shown = Set(model.suite.rules.flatMap { model.outcomes(of: $0) }.map(\.outcome))
        return CaseOutcome.allCases.filter(shown.contains).map { outcome in
            ["class": outcome.rawValue, "mark": outcome.mark, "words": outcome.words]
        }
    }

    /// The table's rows, written without a template: there are many.
    private var rows: String {
        var html = HTMLWriter()
        for page in model.pages {
            for rule in model.rules(on: page.name) { write(rule, &html) }
        }
        return String(decoding: html.bytes, as: UTF8.self)
    }

    private func write(_ rule: Rule, _ html: inout HTMLWriter) {
        let outcomes = model.outcomes(of: rule)
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
        html.raw(
            "<td class=\"\(kind.rawValue)\" data-rank=\"\(outcome.rank)\"><i aria-hidden=\"true\">\(kind.mark)</i>")
        if outcome.missed > 0 { html.raw("\(outcome.missed)/\(outcome.count)") }
        html.raw("<span class=\"unseen\"> \(kind.words)</span></td>")
    }
}

extension RuleOutcome {
    /// The sort key: greater for a worse outcome.
    fileprivate var rank: Int {
        outcome.severity * 1_000_000 + min(missed, 999_999)
    }
}
