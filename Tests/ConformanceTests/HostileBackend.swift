import Backends
import Conformance
import Specification
import TaskDatabases
import Wire

/// A backend whose every word is an attack on whatever format it is told in.
struct HostileBackend: Backend {
    /// What formats and terminals could take for something of theirs. Not a line of it is to be lost.
    static let text = """
        ]]> <b>&amp;</b> | `code` ````` ::error::%0A 100% # TODO \\ "quoted" 'single' --- ...
        \u{1B}[31mred\u{7}\u{0}\u{85}\u{FFFE} é 👩‍🚀 \u{202E}tail
        Bail out!
        """

    /// As it is shown where it could do harm.
    static let shown = text.replacing("\u{1B}", with: "\u{FFFD}").replacing("\u{7}", with: "\u{FFFD}")
        .replacing("\u{0}", with: "\u{FFFD}").replacing("\u{85}", with: "\u{FFFD}")
        .replacing("\u{FFFE}", with: "\u{FFFD}")

    func start() -> BackendInfo {
        BackendInfo(name: "Ho|st#ile:,<&\u{1B}", version: "1%", profile: .recording, capabilities: [])
    }

    func send(_ request: Request) async throws -> Value {
        switch request {
        case .dropRecord("raise"): throw RaisedError(type: "ValueError", bases: [], message: Self.text)
        case .dropRecord("return"): return .text(Self.text)
        case .dropRecord("die"):
            throw BackendMishap(method: request.method, reason: Self.text, standardError: Self.text)
        default: return .null
        }
    }

    func stop() -> BackendMishap? { nil }

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

    /// One run of each outcome there is without a list of known failures.
    static func run() async -> BackendRun {
        await SuiteRunner(suite, selected: suite.suite.cases)
            .run(BackendSpec(command: ["./ho|st#ile", "--with=`quotes`"]).label, HostileBackend())
    }
}
