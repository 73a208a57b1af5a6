import Conformance
import TaskDatabases
import Testing

@Suite struct MyDatabaseTests {
    @Test(arguments: ConformanceSuite.carried.cases(for: MyDatabase.self))
    func conforms(_ testCase: ConformanceCase) async throws {
        try await testCase.run { MyDatabase() }
    }
}
