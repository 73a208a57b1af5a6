import Conformance
import Mutation
import Specification
import Testing

@Suite struct VariantTests {
    @Test func `there are at least ten variants, each with a name of its own`() {
        #expect(Variant.all.count >= 10)
        #expect(Set(Variant.all.map(\.name)).count == Variant.all.count)
    }

    @Test(arguments: Variant.all.map(\.name))
    func `what the rules leave open is no reason to fail`(_ name: String) async throws {
        let variant = try #require(Variant.all.first { $0.name == name })
        let cases = TestSuite.carried.suite.cases.filter { $0.language == .pycon && $0.selects == nil }
        let run = await SuiteRunner(TestSuite.carried, selected: cases).run(
            BackendSpec(.dictdb), variant.backend())
        let failed = run.cases.filter { ![.passed, .warned, .notApplicable].contains($0.outcome) }
        #expect(failed.map { "\($0.testCase.id): \($0.message ?? "")" } == [])
        #expect(run.verdict == .conformant)
    }

    @Test(arguments: Variant.all.map(\.name))
    func `random operations find no difference either`(_ name: String) async throws {
        let variant = try #require(Variant.all.first { $0.name == name })
        let outcome = await Fuzzer(seed: 2012, limits: .init(runs: 300)).run(variant.backend())
        #expect(outcome.counterexample?.markdown == nil)
        #expect(outcome.mishap == nil)
        #expect(outcome.runs == 300)
    }
}
