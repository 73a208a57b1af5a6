import Conformance
import Markdown
import Reports
import Specification

/// The text of the page `rules.md`: every rule with its level, its cases and the mutants that they catch.
package enum RulesPage {
    /// - Parameter mutants: the report on mutants by the same suite.
    package static func text(_ suite: PreparedSuite, _ mutants: MutantReport) -> String {
        let pages = suite.suite.pages.compactMap { page -> String? in
            let rules = suite.suite.rules.filter { $0.page == page.name }
            return rules.isEmpty ? nil : section(page, rules, suite, mutants)
        }
        return ([introduction] + pages).joined(separator: "\n") + "\n"
    }

    private static let introduction = """
        # All rules

        Every rule of these pages: how binding it is, how many cases show it, how many databases with a known fault
        those cases catch, and how many of these no other rule's cases catch. This page is written by
        `taskdb docs export --rules`; `taskdb docs check` tells when it is stale.

        """

    private static func section(_ page: Page, _ rules: [Rule], _ suite: PreparedSuite, _ mutants: MutantReport)
        -> String
    {
        let title = page.document.blocks.first.map(\.plainText) ?? page.name
        let rows = rules.map { rule in
            let cases = suite.suite.cases.filter { $0.proves.contains(rule.id) }.count
            let cells = [
                "\(cases)", count(mutants.summaries(caughtBy: rule.id).count), count(mutants.ownCount(of: rule.id)),
            ]
            return "<tr><th scope=\"row\"><code>\(rule.name)</code></th><td>\(rule.level.rawValue)</td>"
                + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
        }
        let names = ["Rule", "Level", "Cases", "Mutants caught", "By it alone"]
        let head = names.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "## [\(title)](\(page.name).md)\n\n<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n"
            + rows.joined(separator: "\n") + "\n</tbody>\n</table>\n"
    }

    private static func count(_ count: Int) -> String { count == 0 ? "–" : "\(count)" }
}
