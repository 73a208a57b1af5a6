import Fuzzing
import Mutants
import Testing

@Suite struct VariantTests {
    @Test func `there are at least ten variants, each with a name of its own`() {
        #expect(Variant.all.count >= 10)
        #expect(Set(Variant.all.map(\.name)).count == Variant.all.count)
    }

    @Test func `what the rules leave open is no reason to fail`() async {
        let table = await VariantTable.judge(Variant.all, by: TestSuite.carried)
        #expect(table.entries.flatMap(\.complaints) == [])
    }

    @Test func `random operations find no difference either`() async {
        let table = await VariantTable.fuzz(Variant.all, by: Fuzzer(seed: 2012, limits: .init(runs: 200)))
        #expect(table.entries.flatMap(\.complaints) == [])
    }
}
