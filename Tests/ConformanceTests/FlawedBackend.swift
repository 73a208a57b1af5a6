import Conformance
import Specification
import Synchronization
import TaskDatabases
import Wire

/// DictDB with a fault that makes many cases fail at once.
final class FlawedBackend: Backend {
    enum Flaw: CaseIterable {
        case none, keepsRecords, shiftsDates, readsLatin1, keepsNothing
    }

    private let flaw: Flaw
    private let host = DatabaseHost.dictDB()
    private let isOpen = Mutex(false)

    init(_ flaw: Flaw) { self.flaw = flaw }

    func start() -> BackendInfo {
        BackendInfo(name: "Flawed", version: "1", profile: .recording, capabilities: [])
    }

    func stop() -> BackendError? { nil }

    func send(_ request: Request) async throws -> Value {
        switch (flaw, request) {
        case (.keepsRecords, .open):
            let isFirst = isOpen.withLock { isOpen in
                defer { isOpen = true }
                return !isOpen
            }
            return isFirst ? try await host.perform(request) : .null
        case (.keepsNothing, .addRecord): return .null
        default: return spoiled(try await host.perform(request))
        }
    }

    private func spoiled(_ value: Value) -> Value {
        switch (flaw, value) {
        case (.shiftsDates, .instant(let instant)):
            .instant(Instant(microseconds: instant.microseconds - 330 * 60_000_000))
        case (.readsLatin1, .text(let text)):
            .text(String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) })))
        case (_, .list(let values)): .list(values.map(spoiled))
        case (_, .document(let document)): .document(Document(document.map { ($0.name, spoiled($0.value)) }))
        default: value
        }
    }

    static let suite = PreparedSuite.make(
        """
        <!-- rule: answers -->
        A backend **must** answer.

        <!-- case: added -->
        ```pycon
        >>> db.add_record('a', new_record('a', label='caf\u{E9}'))
        >>> db.get_record('a')['label'] == 'caf\u{E9}'
        True
        ```

        <!-- case: dated -->
        ```pycon
        >>> from datetime import datetime, timezone
        >>> db.add_record('a', new_record('a', submitted=datetime(2012, 1, 18, 2, tzinfo=timezone.utc)))
        >>> db.get_record('a')['submitted']
        datetime.datetime(2012, 1, 18, 2, 0, tzinfo=datetime.timezone.utc)
        ```

        <!-- case: empty -->
        ```pycon
        >>> db.get_history()
        []
        >>> len(db.find_records({}))
        0
        ```

        <!-- case: never -->
        ```pycon
        >>> 1 + 1
        3
        ```
        """)

    static func run(_ flaw: Flaw) async -> BackendRun {
        await SuiteRunner(suite, selected: suite.suite.cases, findsCauses: true)
            .run(BackendLabel(spec: "flawed", arguments: ["--", "./flawed"]), FlawedBackend(flaw))
    }
}
