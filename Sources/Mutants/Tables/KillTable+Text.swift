import Conformance
import Reports
import Specification

extension KillTable {
    /// The table as text: a line for each mutant, a summary, and the rules without a mutant of their own.
    package var text: String {
        let width = entries.map(\.mutant.name.count).max() ?? 0
        let lines = entries.map { entry in
            let name = entry.mutant.name + String(repeating: " ", count: width - entry.mutant.name.count)
            return "\(entry.isKilled ? "killed  " : "SURVIVED")  \(name)  \(Self.shortened(entry))"
        }
        return (lines + ["", summary] + remarks).joined(separator: "\n") + "\n"
    }

    private static func shortened(_ entry: Entry) -> String {
        let rules = entry.rules
        guard !rules.isEmpty else { return "caught by nothing: \(entry.mutant.summary)" }
        let names = rules.prefix(3).joined(separator: ", ")
        return rules.count > 3 ? "\(names) and \(rules.count - 3) more" : names
    }

    private var summary: String {
        "\(entries.count - survivors.count) of \(entries.count) mutants killed; "
            + "\(ownMutants.count { !$0.mutants.isEmpty }) of \(ownMutants.count) must rules have a mutant of their own"
    }

    /// The rules without a mutant of their own; empty unless all mutants were judged.
    private var remarks: [String] {
        let without = ownMutants.filter(\.mutants.isEmpty).map(\.rule.id)
        guard entries.count == Mutant.all.count, !without.isEmpty else { return [] }
        return ["", "must rules whose mutants other rules catch as well:"] + without.map { "  \($0)" }
    }

    /// The table for other programs.
    package var report: MutantReport {
        MutantReport(
            suite: MutantReport.JudgedSuite(version: suite.suite.version, digest: suite.suite.digest),
            mutants: entries.map(Self.mutant),
            rules: ownMutants.map { MutantReport.Rule(id: $0.rule.id, ownMutants: $0.mutants.map(\.name)) })
    }

    private static func mutant(_ entry: Entry) -> MutantReport.Mutant {
        MutantReport.Mutant(
            name: entry.mutant.name, kind: entry.mutant.kind.rawValue, summary: entry.mutant.summary,
            level: entry.mutant.isTolerable ? "should" : "must", killed: entry.isKilled, rules: entry.rules,
            cases: entry.caughtBy.map(\.testCase.id))
    }
}
