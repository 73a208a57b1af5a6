import Backends
import Conformance
import Diagnostics
import Markdown
import Specification
import TaskDatabases
import Testing
import Wire

/// What becomes of a case, and what a run of cases comes to.
@Suite struct OutcomeTests {
    static func page(_ level: String, _ session: String, keys: String = "") -> PreparedSuite {
        TestSuite.page(
            """
            <!-- rule: r -->
            It **\(level)** be.

            <!-- case: c \(keys) -->
            ```pycon
            \(session)
            ```
            """
        ).suite
    }

    @Test(arguments: [
        ("must", ">>> 1\n1", CaseOutcome.passed, Verdict.conformant), ("must", ">>> 1\n2", .failed, .nonconformant),
        ("should", ">>> 1\n2", .warned, .conformant), ("may", ">>> 1\n2", .warned, .conformant),
        ("must not", ">>> 1\n1.0", .failed, .nonconformant),
        ("must", ">>> db.get_record('a')\n{}", .failed, .nonconformant),
        ("must", ">>> 10 ** 10 ** 10\n1", .failed, .nonconformant),
    ])
    func `a level decides what a failure means`(level: String, session: String, outcome: CaseOutcome, verdict: Verdict)
        async
    {
        let run = await TestSuite.judge(Self.page(level, session), .dictdb)
        #expect(run.cases.map(\.outcome) == [outcome])
        #expect(run.verdict == verdict)
    }

    @Test func `a failed should counts where it is asked for`() async {
        let suite = Self.page("should", ">>> 1\n2")
        let runner = SuiteRunner(suite, selected: suite.suite.cases, isStrict: true)
        #expect(
            await runner.run(BackendSpec(.dictdb).label, InProcessBackend(DatabaseHost(.dictdb))).verdict
                == .nonconformant)
    }

    @Test(arguments: [
        ("profile=non-recording", BuiltInDatabase.dictdb, "for non-recording backends"),
        ("", .nodb, "for recording backends"),
        ("requires=persistence,glob", .dictdb, "needs the capability persistence"),
        ("requires=clients", .dictdb, "needs a controller and real clients: taskdb-suite --controller"),
    ])
    func `what does not apply is not judged`(keys: String, database: BuiltInDatabase, reason: String) async {
        let run = await TestSuite.judge(Self.page("must", ">>> 1\n1", keys: keys), database)
        #expect(run.cases.map(\.outcome) == [.notApplicable])
        #expect(run.cases.map(\.message) == [reason])
        #expect(run.verdict == .inconclusive)
    }

    @Test(arguments: [
        ("requires=clients", [String]()),
        ("requires=clients uses=of-clients", []),
        ("requires=clients open=a:1", ["`open` does not go with requires=clients"]),
        ("requires=clients after=first", ["`after` does not go with requires=clients"]),
        ("requires=clients uses=file", ["the setup `page/file` is a configuration file"]),
        ("after=of-a-client", ["a case cannot come after one with requires=clients"]),
    ])
    func `what goes with clients`(keys: String, messages: [String]) {
        let page = """
            <!-- setup: of-clients -->
            ```pycon
            >>> import time
            ```

            <!-- setup: file -->
            ```python
            c = get_config()
            ```

            <!-- rule: r -->
            It **must** be.

            <!-- case: first -->
            ```pycon
            >>> 1
            1
            ```

            <!-- case: of-a-client requires=clients uses=of-clients -->
            ```pycon
            >>> time.time() > 0
            True
            ```

            <!-- case: x \(keys) -->
            ```pycon
            >>> 1
            1
            ```
            """
        let found = TestSuite.page(page).diagnostics.map(\.message).filter { $0 != "no case uses setup `file`" }
        #expect(found.count == messages.count, "\(found)")
        for (text, message) in zip(found, messages) { #expect(text.hasPrefix(message), "\(text)") }
    }

    @Test func `each case has a database of its own, also the one it comes after`() async {
        let suite = TestSuite.page(
            """
            <!-- rule: r -->
            It **must** be.

            <!-- case: first -->
            ```pycon
            >>> db.add_record('a', new_record('a'))
            >>> db.get_history()
            []
            ```

            <!-- case: second after=first -->
            ```pycon
            >>> db.find_records({})
            []
            ```
            """
        ).suite
        #expect(await TestSuite.judge(suite, .dictdb).cases.map(\.outcome) == [.passed, .passed])
    }

    @Test func `a failure has its place, what was expected and what came`() async throws {
        let suite = TestSuite.page(
            """
            <!-- setup: s -->
            ```pycon
            >>> x = 2
            ```

            - <!-- rule: r -->
              It **must** be.

              <!-- case: c uses=s -->
              ```pycon
              >>> y = 3
              >>> [x,
              ...  y]
              [2, 3.0]
              ```
            """
        ).suite
        let failure = try #require(await TestSuite.judge(suite, .dictdb).cases.first?.failure)
        #expect(failure.source.description == "page.md:12:3")
        #expect(failure.input == "[x,\n y]")
        #expect(failure.expected == "[2, 3.0]")
        #expect(failure.actual == "[2, 3]")
    }

    @Test func `options that make no sense fail the case`() async {
        let run = await TestSuite.judge(Self.page("must", ">>> 1\n1", keys: "open=record_limits:4"), .dictdb)
        #expect(run.cases.first?.message?.contains("DictDB has no option record_limits") == true)
    }
}
