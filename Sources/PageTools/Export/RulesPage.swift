import Conformance
import Diagnostics
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

        Every rule of these pages and what it says. **Cases** is how many show it, **faults** how many databases with a
        known fault those cases find, and **alone** how many of these no other rule's cases find. This page is written by
        `taskdb docs export --rules`; `taskdb docs check` tells when it is stale.

        """

    private static func section(_ page: Page, _ rules: [Rule], _ suite: PreparedSuite, _ mutants: MutantReport)
        -> String
    {
        let rows = rules.map { rule in
            let cases = suite.suite.cases.filter { $0.proves.contains(rule.id) }.count
            let numbers = [cases, mutants.summaries(caughtBy: rule.id).count, mutants.ownCount(of: rule.id)]
            let cells =
                ["[\(rule.name)](\(page.name).md#\(rule.anchor))", rule.text.markdownLine, rule.level.rawValue]
                + numbers.map { $0 == 0 ? "–" : "\($0)" }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let head = "| rule | what it says | level | cases | faults | alone |\n| --- | --- | --- | ---: | ---: | ---: |"
        let begin = ["## [\(page.title.markdownLine)](\(page.name).md)", "", "<details>"]
        let summary = ["<summary>\(counted(rules.count, "rule"))</summary>", ""]
        let lines = begin + summary + ["<!-- table -->", head] + rows + ["", "</details>"]
        return lines.joined(separator: "\n") + "\n"
    }
}
