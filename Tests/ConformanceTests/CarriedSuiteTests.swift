import CarriedPages
import Diagnostics
import Markdown
import Mutants
import Specification
import Testing

@testable import Backends
@testable import Conformance

/// The pages this project ships, judged by.
enum TestSuite {
    static let carried = PreparedSuite.prepare(Suite.load(pages: SpecificationPages.all, version: SuiteVersion.current))

    /// A suite of one page.
    static func page(_ text: String, name: String = "page") -> (suite: PreparedSuite, diagnostics: [Diagnostic]) {
        PreparedSuite.prepare(Suite.load(pages: [("\(name).md", Array(text.utf8))]))
    }

    /// - Parameter cases: nil for all.
    static func judge(_ suite: PreparedSuite, _ database: BuiltInDatabase, _ cases: [Case]? = nil) async -> BackendRun {
        await SuiteRunner(suite, selected: cases ?? suite.suite.cases).run(
            BackendSpec(database).label, InProcessBackend(DatabaseHost(database)))
    }

    /// The results of SQLiteDB with limits: no database of taskdb has both, and some cases need both.
    static func judgedWithLimits(_ suite: PreparedSuite, _ cases: [Case]? = nil) async -> [CaseResult] {
        guard let limited = Variant.all.first(where: { $0.name == "limits-and-persistence" }) else { return [] }
        let cases = (cases ?? suite.suite.cases).filter { Set(["culling", "persistence"]).isSubset(of: $0.requires) }
        let label = BackendLabel(spec: limited.name, arguments: [])
        return await SuiteRunner(suite, selected: cases).run(label, limited.backend()).cases
    }
}

@Suite struct CarriedSuiteTests {
    @Test func `the pages have no mistakes`() {
        #expect(TestSuite.carried.diagnostics.map(\.description) == [])
    }

    @Test(arguments: BuiltInDatabase.selfContained)
    func `the reference keeps to its own specification`(_ database: BuiltInDatabase) async {
        let run = await TestSuite.judge(TestSuite.carried.suite, database)
        #expect(run.verdict == .conformant)
        for result in run.cases where result.outcome != .passed && result.outcome != .notApplicable {
            Issue.record("\(result.testCase.id): \(result.message ?? result.outcome.rawValue)")
        }
    }

    @Test func `an interrupted run reports every case`() async {
        let suite = TestSuite.carried.suite
        let run = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await TestSuite.judge(suite, .dictdb)
        }.value
        #expect(run.cases.map(\.testCase.id) == suite.suite.cases.map(\.id))
        #expect(run.cases.contains { $0.outcome == .notRun })
        #expect(run.verdict == .inconclusive)
    }

    @Test func `cases are put in an order in time linear in their length`() async {
        let text = String(repeating: "range(", count: 200_000)
        let suite = PreparedSuite.make(
            """
            <!-- rule: r -->
            It **must** be.

            <!-- case: c -->
            ```pycon
            >>> text = '\(text)'
            ```
            """)
        #expect(await TestSuite.judge(suite, .dictdb).verdict == .conformant)
    }

    @Test func `the kit's own databases are judged by at least 120 cases between them`() async {
        var passed: Set<String> = []
        for database in BuiltInDatabase.selfContained {
            let run = await TestSuite.judge(TestSuite.carried.suite, database)
            passed.formUnion(run.cases.filter { $0.outcome == .passed }.map(\.testCase.id))
        }
        #expect(passed.count >= 120)
        passed.formUnion(
            await TestSuite.judgedWithLimits(TestSuite.carried.suite).filter { $0.outcome == .passed }.map(
                \.testCase.id))
        // Shell sessions and Swift are for this project's own tests to run, sessions of clients for the Python package's.
        let suite = TestSuite.carried.suite
        let others = suite.suite.cases.filter {
            suite.shellSession(of: $0) != nil || $0.language == .swift || $0.needsClients
        }
        #expect(passed.count == suite.suite.cases.count - others.count)
    }
}
