import Conformance
import TaskDatabases
import Testing

@Suite struct LimitedDatabaseTests {
    @Test(arguments: ConformanceSuite.carried.cases(for: LimitedDatabase.self, capabilities: ["culling", "glob"]))
    func conforms(_ testCase: ConformanceCase) async throws {
        try await testCase.run { options in try LimitedDatabase(options: options) }
    }
}
