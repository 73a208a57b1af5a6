import Conformance
import Mutation
import Testing

@Suite struct MutantTests {
    @Test func `there are at least 120 mutants, each with a name of its own`() {
        #expect(Mutant.all.count >= 120)
        #expect(Set(Mutant.all.map(\.name)).count == Mutant.all.count)
    }

    @Test(arguments: Mutant.Kind.allCases)
    func `every mutant is caught by the suite`(_ kind: Mutant.Kind) async {
        let survivors = await KillTable.survivors(of: Mutant.all.filter { $0.kind == kind }, by: TestSuite.carried)
        #expect(survivors.map(\.name) == [])
    }
}
