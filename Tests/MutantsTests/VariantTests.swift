import Fuzzing
import Mutants
import Testing

@Suite struct VariantTests {
    @Test func `there are at least ten variants, each with a unique name`() {
        #expect(Variant.all.count >= 10)
        #expect(Set(Variant.all.map(\.name)).count == Variant.all.count)
    }

    @Test func `every variant passes the suite`() async {
        let table = await VariantTable.judge(Variant.all, by: TestSuite.carried)
        #expect(table.entries.flatMap(\.complaints) == [])
    }

    @Test func `fuzzing finds no difference in any variant`() async {
        let table = await VariantTable.fuzz(Variant.all, by: Fuzzer(seed: 2012, limits: .init(runs: 200)))
        #expect(table.entries.flatMap(\.complaints) == [])
    }
}
