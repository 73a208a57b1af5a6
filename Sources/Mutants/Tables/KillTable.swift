import Backends
import Conformance
import Specification
import Support

/// The mutants that the suite catches, and the cases that catch them.
package struct KillTable: Sendable {
    /// The result for one mutant.
    package struct Entry: Sendable {
        package let mutant: Mutant
        /// The cases that failed, and those of a **should** that warned.
        package let caughtBy: [CaseResult]

        /// Whether the suite catches the mutant: a broken **must** by a failure, a broken **should** by a warning.
        package var isKilled: Bool {
            mutant.isTolerable ? !caughtBy.isEmpty : caughtBy.contains { $0.outcome == .failed }
        }

        /// The rules whose cases failed, in the order of the pages.
        package var rules: [String] { Self.rules(of: caughtBy) }

        /// Whether only cases of one rule failed.
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
    /// The results in the order of the mutants; a mutant whose run was interrupted has none.
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
    /// Judges mutants, one per processor at a time.
    ///
    /// - Parameter report: called with each result and the number of results so far.
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

    /// Returns the mutants that no case catches. Each is judged only until a case catches it, which is faster than a
    /// whole table.
    ///
    /// - Parameter likely: the IDs of the cases that caught each mutant before, by its name; they run first.
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

    /// Whether the cases catch a mutant; true if the run was interrupted, so that it is not reported as a survivor.
    private static func isKilled(_ mutant: Mutant, by cases: [Case], of suite: PreparedSuite) async -> Bool {
        await judge(mutant, by: cases, of: suite)?.isKilled ?? true
    }

    /// Returns nil if the run was interrupted.
    private static func judge(_ mutant: Mutant, by cases: [Case], of suite: PreparedSuite) async -> Entry? {
        let run = await SuiteRunner(suite, selected: cases).run(BackendSpec(mutant.database).label, mutant.backend())
        if run.wasCutShort { return nil }
        return Entry(mutant: mutant, caughtBy: run.cases.filter { [.failed, .warned].contains($0.outcome) })
    }
}

extension BackendRun {
    /// Whether the task was cancelled before every case had run.
    var wasCutShort: Bool { Task.isCancelled && cases.contains { $0.outcome == .notRun } }
}

extension Case {
    /// Whether the case judges a backend: it is a session with one, and not about choosing a backend.
    var judgesBackends: Bool { language == .pycon && selects == nil && !needsClients }
}
