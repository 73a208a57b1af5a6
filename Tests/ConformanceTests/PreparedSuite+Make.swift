import Backends
import Conformance
import Reports
import Specification

extension PreparedSuite {
    /// The suite of one page, `page.md`.
    static func make(_ text: String) -> PreparedSuite {
        prepare(Suite.load(pages: [(path: "page.md", bytes: Array(text.utf8))])).suite
    }

    /// Four cases, of which the second asks about the msg_id `trouble`.
    static let fourCases = make(
        """
        <!-- rule: answers -->
        A backend **must** answer.

        <!-- case: before -->
        ```pycon
        >>> db.drop_record('before')
        ```

        <!-- case: trouble -->
        ```pycon
        >>> db.drop_record('trouble')
        ```

        <!-- case: after -->
        ```pycon
        >>> db.drop_record('after')
        ```

        <!-- case: last -->
        ```pycon
        >>> db.drop_record('last')
        ```
        """)

    /// Judges a program as a backend.
    func judge(
        _ command: [String], timeout: Duration = .seconds(20), findsCauses: Bool = false
    ) async -> BackendRun {
        let spec = BackendSpec(command: command)
        let backend = spec.backend(timeout: timeout, showsStandardError: false, pythonAdapter: "")
        return await SuiteRunner(self, selected: suite.cases, findsCauses: findsCauses)
            .run(spec.label, backend)
    }
}

extension Report.Run {
    /// A line a case: its name, outcome and message; then a note on the backend's error, if there is one.
    var transcript: String {
        let lines = cases.map { result in
            "\(result.id.split(separator: "/").last ?? "") \(result.outcome.rawValue)"
                + (result.message.map { ": " + $0 } ?? "")
        }
        return (lines + (error.map { ["note: \($0)"] } ?? [])).joined(separator: "\n")
    }
}

extension BackendRun {
    var transcript: String { Report.Run(self).transcript }
}
