import Conformance
import Diagnostics
import Mutation
import Specification
import Testing

@Suite struct FuzzerTests {
    /// Of those that lose something at a restart one is enough: each database takes a file, and finding takes thousands.
    private static let mutants = Mutant.all.filter(\.showsOnTheWire).filter { !$0.isTolerable }
        .filter { $0.kind != .persistence || $0.name == "persist-nothing" }

    @Test(arguments: BuiltInDatabase.allCases)
    func `the reference does not differ from itself`(_ database: BuiltInDatabase) async {
        let outcome = await Fuzzer(seed: 1, limits: .init(runs: 300)).run(BuiltInBackend(DatabaseHost(database)))
        #expect(outcome.counterexample?.markdown == nil)
        #expect(outcome.runs == 300)
    }

    @Test func `what is found is small, fails on a page as well, and holds for the reference`() async throws {
        var operations: [Int] = []
        for mutant in Self.mutants where !Self.beyondReach.contains(mutant.name) {
            let outcome = await Fuzzer(seed: 1).run(mutant.backend())
            guard let found = outcome.counterexample else {
                Issue.record("\(mutant.name) was not found in \(outcome.runs) sequences")
                continue
            }
            operations.append(found.operations)
            let page = PreparedSuite.prepare(
                Suite.load(pages: [
                    (path: "page.md", bytes: Array("<!-- rule: r -->\nIt **must**.\n\n\(found.markdown)".utf8))
                ]))
            #expect(page.diagnostics.map(\.description) == [], "\(mutant.name)\n\(found.markdown)")
            let runner = SuiteRunner(page.suite, selected: page.suite.suite.cases)
            let run = await runner.run(BackendSpec(.dictdb), mutant.backend())
            #expect(run.verdict == .nonconformant, "\(mutant.name)\n\(found.markdown)")
            let sound = await runner.run(BackendSpec(mutant.database), BuiltInBackend(DatabaseHost(mutant.database)))
            #expect(sound.verdict == .conformant, "\(mutant.name)\n\(found.markdown)")
        }
        let median = operations.sorted()[operations.count / 2]
        #expect(median <= 4)
    }

    /// Faults that take more records, longer values or rarer ones than random sequences have.
    private static let beyondReach: Set<String> = []

    @Test func `equal seeds find equal differences`() async throws {
        let mutant = try #require(Mutant.all.first { $0.name == "gt-as-lt" })
        let first = await Fuzzer(seed: 7).run(mutant.backend())
        let second = await Fuzzer(seed: 7).run(mutant.backend())
        #expect(first.counterexample?.markdown != nil)
        #expect(first.counterexample?.markdown == second.counterexample?.markdown)
        #expect(first.runs == second.runs)
    }
}
