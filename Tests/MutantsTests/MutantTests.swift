import Conformance
import Mutants
import Testing

@Suite struct MutantTests {
    @Test func `there are at least 550 mutants, each with a unique name`() {
        #expect(Mutant.all.count >= 550)
        #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    }

    @Test func `the list of mutants names those of today and what they do`() throws {
        let today = Dictionary(uniqueKeysWithValues: Mutant.all.map { ($0.name, $0.summary) })
        #expect(try TestSuite.summaries() == today, "`taskdb mutants --json >Conformance/mutants.json` renews the list")
    }

    @Test func `every mutant is caught by the suite`() async throws {
        let survivors = await KillTable.survivors(
            of: Mutant.all, by: TestSuite.carried, likely: try TestSuite.caughtBefore())
        #expect(survivors.map(\.name) == [])
    }
}
