import Conformance
import Specification
import Wire

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

    /// The table in the format `taskdb-mutants/1`.
    package var json: JSON {
        [
            "format": "taskdb-mutants/1",
            "suite": ["version": .string(suite.suite.version), "digest": .string(suite.suite.digest)],
            "kit": ["name": .string(Kit.name), "version": .string(Kit.version)],
            "counts": [
                "mutants": .integer(entries.count), "killed": .integer(entries.count - survivors.count),
                "survived": .integer(survivors.count),
            ],
            "mutants": .array(entries.map(Self.json)),
            "rules": .array(
                ownMutants.map { rule, mutants in
                    ["id": .string(rule.id), "own_mutants": .array(mutants.map { .string($0.name) })]
                }),
        ]
    }

    private static func json(_ entry: Entry) -> JSON {
        [
            "name": .string(entry.mutant.name), "kind": .string(entry.mutant.kind.rawValue),
            "summary": .string(entry.mutant.summary),
            "level": entry.mutant.isTolerable ? "should" : "must",
            "killed": .bool(entry.isKilled),
            "rules": .array(entry.rules.map(JSON.string)),
            "cases": .array(entry.caughtBy.map { .string($0.testCase.id) }),
        ]
    }
}
