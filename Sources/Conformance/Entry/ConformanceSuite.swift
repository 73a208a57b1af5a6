import CarriedPages
import Diagnostics
import Specification
import TaskDatabases
import Wire

/// The suite for the tests of a database in Swift: one test a case.
///
///     @Test(arguments: ConformanceSuite.carried.cases(for: MyDatabase.self))
///     func conforms(_ testCase: ConformanceCase) async throws {
///         try await testCase.run { MyDatabase() }
///     }
public struct ConformanceSuite: Sendable {
    let suite: PreparedSuite

    /// The suite of the pages that this package was built with.
    public static let carried = ConformanceSuite(
        suite: PreparedSuite.prepare(Suite.load(pages: SpecificationPages.all, version: SuiteVersion.current)).suite)

    /// Returns the cases that apply to a database.
    ///
    /// - Parameters:
    ///   - profile: whether the database keeps records.
    ///   - capabilities: the database's capabilities, such as `persistence` or `glob`; cases that need others are left out.
    public func cases(
        for database: any TaskDatabase.Type, profile: DatabaseProfile = .recording, capabilities: [String] = []
    ) -> [ConformanceCase] {
        let info = BackendInfo(
            name: "\(database)", version: Kit.version, profile: profile, capabilities: capabilities)
        return suite.suite.cases
            .filter { $0.language == .pycon && $0.inapplicability(to: info) == nil }
            .map { ConformanceCase(testCase: $0, suite: suite, info: info) }
    }
}
