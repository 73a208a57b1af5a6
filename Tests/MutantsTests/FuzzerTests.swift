import Backends
import Conformance
import Diagnostics
import Fuzzing
import Mutants
import Specification
import Testing

@Suite struct FuzzerTests {
    /// The results for every third mutant; `taskdb mutants --fuzz` has all.
    private static let table = Task {
        let some = FuzzTable.findable(Mutant.all).enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element)
        return await FuzzTable.find(some, by: Fuzzer(seed: 1))
    }

    @Test(arguments: BuiltInDatabase.selfContained)
    func `the reference does not differ from itself`(_ database: BuiltInDatabase) async {
        let outcome = await Fuzzer(seed: 1, limits: .init(runs: 300)).run(InProcessBackend(DatabaseHost(database)))
        #expect(outcome.counterexample?.markdown == nil)
        #expect(outcome.runs == 300)
    }

    @Test func `every third mutant is found within 2,000 sequences`() async {
        let table = await Self.table.value
        #expect(table.entries.count >= 80)
        #expect(table.limits.runs == 2000)
        #expect(table.missed.map(\.name) == [])
    }

    @Test func `the median counterexample has at most four operations`() async throws {
        let median = try #require(await Self.table.value.medianOperations)
        #expect(median <= 4)
    }

    @Test func `a counterexample fails as a case on a page, and passes for the reference`() async throws {
        for entry in await Self.table.value.entries {
            guard let found = entry.outcome.counterexample else { continue }
            let page = PreparedSuite.prepare(
                Suite.load(pages: [
                    (path: "page.md", bytes: Array("<!-- rule: r -->\nIt **must**.\n\n\(found.markdown)".utf8))
                ]))
            #expect(page.diagnostics.map(\.description) == [], "\(entry.mutant.name)\n\(found.markdown)")
            let runner = SuiteRunner(page.suite, selected: page.suite.suite.cases)
            let run = await runner.run(BackendSpec(.dictdb).label, entry.mutant.backend())
            #expect(run.verdict == .nonconformant, "\(entry.mutant.name)\n\(found.markdown)")
            let kind: BuiltInDatabase =
                switch entry.mutant.kind {
                case .nonRecording: .nodb
                case .persistence: .sqlitedb
                default: .dictdb
                }
            let sound = await runner.run(BackendSpec(kind).label, InProcessBackend(DatabaseHost(kind)))
            #expect(sound.verdict == .conformant, "\(entry.mutant.name)\n\(found.markdown)")
        }
    }

    /// What a mutant breaks is known by the cases that catch it.
    @Test func `a counterexample names a must, mostly one that the mutant breaks`() async throws {
        let caught = try TestSuite.caughtBefore()
        let proven = Dictionary(uniqueKeysWithValues: TestSuite.carried.suite.cases.map { ($0.id, $0.proves) })
        var known = 0
        var right = 0
        for entry in await Self.table.value.entries {
            guard let rule = entry.outcome.counterexample?.rule else { continue }
            #expect(TestSuite.carried.rule(rule)?.level == .must, "\(entry.mutant.name): \(rule)")
            guard let cases = caught[entry.mutant.name], !cases.isEmpty else { continue }
            known += 1
            right += cases.contains { proven[$0]?.contains(rule) ?? false } ? 1 : 0
        }
        #expect(right * 10 >= known * 8, "\(right) of \(known)")
    }

    @Test func `equal seeds find equal counterexamples`() async throws {
        let mutant = try #require(Mutant.all.first { $0.name == "gt-as-lt" })
        let first = await Fuzzer(seed: 7).run(mutant.backend())
        let second = await Fuzzer(seed: 7).run(mutant.backend())
        #expect(first.counterexample?.markdown != nil)
        #expect(first.counterexample?.markdown == second.counterexample?.markdown)
        #expect(first.runs == second.runs)
    }
}
