import Conformance
import Mutants
import Testing

@Suite struct MutantTests {
    @Test func `there are at least 550 mutants, each with a unique name`() {
        #expect(Mutant.all.count >= 550)
        #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    }

    @Test func `every mutant is caught by the suite`() async throws {
        let survivors = await KillTable.survivors(
            of: Mutant.all, by: TestSuite.carried, likely: try TestSuite.caughtBefore())
        #expect(survivors.map(\.name) == [])
    }
}
