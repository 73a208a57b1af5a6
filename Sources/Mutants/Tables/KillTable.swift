import Backends
import Conformance
import Specification

/// Which mutants the suite caught, and by what.
package struct KillTable: Sendable {
    /// What became of one mutant.
    package struct Entry: Sendable {
        package let mutant: Mutant
        /// The cases that failed, and those of a **should** that warned.
        package let caughtBy: [CaseResult]

        /// Whether what is broken is noticed: a **must** by a failure, a **should** at least by a warning.
        package var isKilled: Bool {
            mutant.isTolerable ? !caughtBy.isEmpty : caughtBy.contains { $0.outcome == .failed }
        }

        /// The rules whose cases failed, in the order of the pages.
        package var rules: [String] { Self.rules(of: caughtBy) }

        /// The rules that each failed case of a **must** proves one of: only its cases caught the mutant.
        func isCaughtOnly(by rule: String) -> Bool {
            let failed = caughtBy.filter { $0.outcome == .failed }
            return !failed.isEmpty && failed.allSatisfy { $0.testCase.proves.contains(rule) }
        }

        static func rules(of results: [CaseResult]) -> [String] {
            results.flatMap(\.testCase.proves).reduce(into: []) { rules, rule in
                if !rules.contains(rule) { rules.append(rule) }
            }
        }
    }

    package let suite: PreparedSuite
    /// In the order of the mutants; without those that an interruption kept from being judged to their end.
    package let entries: [Entry]

    package init(_ suite: PreparedSuite, _ entries: [Entry]) {
        self.suite = suite
        self.entries = entries
    }

    package var survivors: [Mutant] { entries.filter { !$0.isKilled }.map(\.mutant) }

    /// The **must** rules that a backend can break, each with the mutants that only its cases caught.
    package var ownMutants: [(rule: Rule, mutants: [Mutant])] {
        let judging = Set(suite.suite.cases.filter(\.judgesBackends).flatMap(\.proves))
        return suite.suite.rules.filter { $0.level == .must && judging.contains($0.id) }.map { rule in
            (rule, entries.filter { $0.isCaughtOnly(by: rule.id) }.map(\.mutant))
        }
    }
}

extension KillTable {
    /// Judges mutants, as many at a time as there are processors.
    ///
    /// - Parameter report: called when a mutant has been judged, with how many have been.
    package static func judge(
        _ mutants: [Mutant], by suite: PreparedSuite, report: (Entry, Int) -> Void = { _, _ in }
    ) async -> KillTable {
        let cases = suite.suite.cases.filter(\.judgesBackends)
        let entries = await concurrently(mutants) { mutant in
            await judge(mutant, by: cases, of: suite)
        } report: {
            report($0, $1)
        }
        return KillTable(suite, entries)
    }

    /// The mutants that no case catches. Each is judged only until a case does, which is quicker than a whole table.
    ///
    /// - Parameter likely: the IDs of cases that caught a mutant once, by its name: they are tried first.
    package static func survivors(
        of mutants: [Mutant], by suite: PreparedSuite, likely: [String: [String]] = [:]
    ) async -> [Mutant] {
        let cases = suite.suite.cases.filter(\.judgesBackends)
        return await concurrently(mutants) { mutant -> Mutant? in
            let first = Set(likely[mutant.name]?.prefix(3) ?? [])
            let tried = cases.filter { first.contains($0.id) }
            if await isKilled(mutant, by: tried, of: suite) { return nil }
            for start in stride(from: 0, to: cases.count, by: 20) {
                let some = Array(cases[start...].prefix(20))
                if await isKilled(mutant, by: some, of: suite) { return nil }
            }
            return mutant
        } report: { _, _ in
        }
    }

    /// What was not judged to its end counts as killed: nothing is held against it.
    private static func isKilled(_ mutant: Mutant, by cases: [Case], of suite: PreparedSuite) async -> Bool {
        await judge(mutant, by: cases, of: suite)?.isKilled ?? true
    }

    /// Nil where the run was interrupted.
    private static func judge(_ mutant: Mutant, by cases: [Case], of suite: PreparedSuite) async -> Entry? {
        let run = await SuiteRunner(suite, selected: cases).run(BackendSpec(mutant.database).label, mutant.backend())
        if run.wasCutShort { return nil }
        return Entry(mutant: mutant, caughtBy: run.cases.filter { [.failed, .warned].contains($0.outcome) })
    }
}

extension BackendRun {
    /// Whether an interruption kept cases from being run.
    var wasCutShort: Bool { Task.isCancelled && cases.contains { $0.outcome == .notRun } }
}

extension Case {
    /// Whether a backend is judged by it: a session that is not about choosing one.
    var judgesBackends: Bool { language == .pycon && selects == nil }
}
