import Conformance
import Diagnostics
import Fuzzing
import Support
import Wire

/// The mutants that random operations find: after how many sequences, and the size of each counterexample.
package struct FuzzTable: Sendable {
    /// The result for one mutant.
    package struct Entry: Sendable {
        package let mutant: Mutant
        package let outcome: Fuzzer.Outcome

        package var isFound: Bool { outcome.counterexample != nil }
    }

    package let limits: Fuzzer.Limits
    package let seed: UInt64
    /// The results in the order of the mutants; a mutant whose run was interrupted has none.
    package let entries: [Entry]
    /// The number of mutants to fuzz.
    package let wanted: Int

    package var missed: [Mutant] { entries.filter { !$0.isFound }.map(\.mutant) }

    /// The median length of the counterexamples, in operations; nil if there are none.
    package var medianOperations: Int? {
        let operations = entries.compactMap(\.outcome.counterexample?.operations).sorted()
        return operations.isEmpty ? nil : operations[operations.count / 2]
    }

    /// The mutants that break a **must** in a way that the protocol can show, and that the fuzzer's operations can.
    package static func findable(_ mutants: [Mutant]) -> [Mutant] {
        mutants.filter { $0.showsOnTheWire && $0.isWithinFuzzing && !$0.isTolerable }
    }

    /// Fuzzes each mutant that breaks a **must** in a way that the protocol can show, one per processor at a time.
    ///
    /// - Parameter report: called with each result and the number of results so far.
    package static func find(
        _ mutants: [Mutant], by fuzzer: Fuzzer, report: (Entry, Int) -> Void = { _, _ in }
    ) async -> FuzzTable {
        let shown = findable(mutants)
        let entries = await concurrently(shown) { mutant in
            let outcome = await fuzzer.run(mutant.backend())
            return outcome.wasInterrupted ? nil : Entry(mutant: mutant, outcome: outcome)
        } report: {
            report($0, $1)
        }
        return FuzzTable(limits: fuzzer.limits, seed: fuzzer.seed, entries: entries, wanted: shown.count)
    }
}

extension FuzzTable {
    /// The table as text: a line for each mutant, then a summary.
    package var text: String {
        let width = entries.map(\.mutant.name.count).max() ?? 0
        let lines = entries.map { entry in
            let name = entry.mutant.name + String(repeating: " ", count: width - entry.mutant.name.count)
            guard let found = entry.outcome.counterexample else {
                return "MISSED  \(name)  in \(counted(entry.outcome.runs, "sequence")): \(entry.mutant.summary)"
            }
            return "found   \(name)  sequence \(entry.outcome.runs), \(counted(found.operations, "operation"))"
        }
        let median = medianOperations.map { "; the median counterexample has \(counted($0, "operation"))" } ?? ""
        let summary =
            "\(entries.count - missed.count) of \(entries.count) mutants found within "
            + "\(counted(limits.runs, "sequence"))\(median); --seed \(seed)"
        return (lines + ["", summary]).joined(separator: "\n") + "\n"
    }

    /// The table in the format `taskdb-fuzzed-mutants/1`.
    package var json: JSON {
        [
            "format": "taskdb-fuzzed-mutants/1",
            "kit": ["name": .string(Kit.name), "version": .string(Kit.version)],
            "seed": .string(String(seed)), "runs": .integer(limits.runs), "steps": .integer(limits.steps),
            "median_operations": medianOperations.map(JSON.integer) ?? .null,
            "mutants": .array(
                entries.map { entry in
                    [
                        "name": .string(entry.mutant.name), "found": .bool(entry.isFound),
                        "sequences": .integer(entry.outcome.runs),
                        "operations": (entry.outcome.counterexample?.operations).map(JSON.integer) ?? .null,
                        "rule": (entry.outcome.counterexample?.rule).map(JSON.string) ?? .null,
                        "example": (entry.outcome.counterexample?.markdown).map(JSON.string) ?? .null,
                    ]
                }),
        ]
    }
}
