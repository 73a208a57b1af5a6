import Backends
import Conformance
import Reports
import Specification
import TaskDatabases
import Wire

/// A backend whose texts attack every format of reports.
struct HostileBackend: Backend {
    /// Text with the markup of formats and terminals. No line of it may be lost in a report.
    static let text = """
        ]]> <b>&amp;</b> | `code` ````` ::error::%0A 100% # TODO \\ "quoted" 'single' --- ...
        \u{1B}[31mred\u{7}\u{0}\u{85}\u{FFFE} é 👩‍🚀 \u{202E}tail
        Bail out!
        """

    /// The same text without what could act on a terminal.
    static let shown = text.replacing("\u{1B}", with: "\u{FFFD}").replacing("\u{7}", with: "\u{FFFD}")
        .replacing("\u{0}", with: "\u{FFFD}").replacing("\u{85}", with: "\u{FFFD}")
        .replacing("\u{FFFE}", with: "\u{FFFD}").replacing("\u{202E}", with: "\u{FFFD}")

    func start() -> BackendInfo {
        BackendInfo(name: "Ho|st#ile:,<&\u{1B}", version: "1%", profile: .recording, capabilities: [])
    }

    func send(_ request: Request) async throws -> Value {
        switch request {
        case .dropRecord("raise"): throw RaisedError(type: "ValueError", bases: [], message: Self.text)
        case .dropRecord("return"): return .text(Self.text)
        case .dropRecord("die"):
            throw BackendError(method: request.method, reason: Self.text, standardError: Self.text)
        default: return .null
        }
    }

    func stop() -> BackendError? { nil }

    static let suite = PreparedSuite.make(
        """
        <!-- rule: must-rule -->
        It **must** `be` <!-- --> quiet.

        <!-- case: passes -->
        ```pycon
        >>> db.drop_record('a')
        ```

        <!-- case: fails -->
        ```pycon
        >>> db.drop_record('raise')
        'nothing ]]> of the kind'
        ```

        <!-- case: does-not-apply requires=glob -->
        ```pycon
        >>> db.drop_record('a')
        ```

        <!-- case: is-not-run -->
        ```pycon
        >>> db.drop_record('die')
        ```

        <!-- rule: should-rule -->
        It **should** be quiet.

        <!-- case: is-warned-of -->
        ```pycon
        >>> print(db.drop_record('return'))
        ```
        """)

    static func report(_ format: ReportFormat) async throws -> String {
        try await format.writer(suite).text(Report(suite, [Report.Run(run())]))
    }

    /// A run with every outcome that needs no list of known failures.
    static func run() async -> BackendRun {
        await SuiteRunner(suite, selected: suite.suite.cases)
            .run(BackendSpec(command: ["./ho|st#ile", "--with=`quotes`"]).label, HostileBackend())
    }
}
