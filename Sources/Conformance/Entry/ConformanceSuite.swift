import CarriedPages
import Diagnostics
import Specification
import TaskDatabases
import Wire

/// The suite for a Swift author's own tests: one test a case.
///
///     @Test(arguments: ConformanceSuite.carried.cases(for: MyDatabase.self))
///     func conforms(_ testCase: ConformanceCase) async throws {
///         try await testCase.run { MyDatabase() }
///     }
package struct ConformanceSuite: Sendable {
    let suite: PreparedSuite

    /// The suite of the pages this kit was built with.
    package static let carried = ConformanceSuite(
        suite: PreparedSuite.prepare(Suite.load(pages: SpecificationPages.all, version: SuiteVersion.current)).suite)

    /// The cases that say something about a database.
    ///
    /// - Parameters:
    ///   - profile: whether the database keeps records.
    ///   - capabilities: what it can do beyond what every database must; cases that need more are left out.
    package func cases(
        for database: any TaskDatabase.Type, profile: BackendInfo.Profile = .recording, capabilities: [String] = []
    ) -> [ConformanceCase] {
        let info = BackendInfo(
            name: "\(database)", version: Kit.version, profile: profile, capabilities: capabilities)
        return suite.suite.cases
            .filter { $0.language == .pycon && $0.inapplicability(to: info) == nil }
            .map { ConformanceCase(testCase: $0, suite: suite, info: info) }
    }
}
