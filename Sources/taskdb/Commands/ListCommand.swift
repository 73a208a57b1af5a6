import ArgumentParser
import Conformance
import Diagnostics
import Specification

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show what the suite holds: its cases, or its rules.",
        discussion:
            "A line a case: its name, level, the rules it proves, and where it stands. With --rules, a line a rule.")

    @Flag(help: "List the rules, each with its level, its cases and its text.")
    var rules = false

    @OptionGroup var docs: DocsOption

    func run() throws {
        let suite = try docs.loadFaultless()
        try Terminal.write((rules ? rulesText(suite) : casesText(suite)) + "\n")
    }

    private func casesText(_ suite: PreparedSuite) -> String {
        let cases = suite.suite.cases
        let width = cases.map(\.id.count).max() ?? 0
        let lines = cases.map { testCase in
            let id = testCase.id + String(repeating: " ", count: width - testCase.id.count)
            let level = suite.level(of: testCase).rawValue
            let padding = String(repeating: " ", count: 6 - level.count)
            return
                "\(id)  \(level)\(padding)  \(testCase.source.file):\(testCase.source.line)\(Self.conditions(testCase))"
        }
        return (lines + ["", summary(suite)]).joined(separator: "\n")
    }

    private static func conditions(_ testCase: Case) -> String {
        let profile = testCase.profile == .recording ? [] : [testCase.profile.rawValue]
        let conditions = profile + testCase.requires
        return conditions.isEmpty ? "" : "  (\(conditions.joined(separator: ", ")))"
    }

    private func rulesText(_ suite: PreparedSuite) -> String {
        let blocks = suite.suite.rules.map { rule in
            let cases = suite.suite.cases.filter { $0.proves.contains(rule.id) }.map(\.name)
            return """
                \(rule.id)  \(rule.level.rawValue)  \(rule.source.file):\(rule.source.line)
                    \(rule.text.split(whereSeparator: \.isNewline).joined(separator: " "))
                    proved by \(cases.joined(separator: ", "))
                """
        }
        return (blocks + ["", summary(suite)]).joined(separator: "\n")
    }

    private func summary(_ suite: PreparedSuite) -> String {
        let held = suite.suite
        return "\(counted(held.cases.count, "case")), \(counted(held.rules.count, "rule")), "
            + "\(counted(held.pages.count, "page")); specification \(held.version), digest \(held.digest.prefix(12))"
    }
}
