import Specification
import TaskDatabases
import Wire

/// Looks for faults that explain many failures at once: some show in the backend's errors, the others in its answers to a
/// few requests.
///
/// A fault of the second kind explains the cases that pass once it is made up for.
struct Diagnosis {
    let suite: PreparedSuite
    let backend: any Backend
    let info: BackendInfo
    let results: [CaseResult]

    /// A whole quarter of an hour: no zone is off by anything else.
    private static let quarter = 15 * 60_000_000
    /// What `get_record` is asked for.
    private static let msgID = "taskdb-probe"
    private static let label = "caf\u{e9} \u{1F40D}"

    /// Returns the causes that explain at least one case, each case under one of them.
    func causes() async -> [FoundCause] {
        var found: [FoundCause] = []
        var explained: Set<String> = []
        func add(_ cause: Cause, _ cases: [String]) {
            let cases = cases.filter { !explained.contains($0) }
            guard !cases.isEmpty else { return }
            explained.formUnion(cases)
            found.append(FoundCause(message: cause.message, cases: cases))
        }
        add(.printsOutput, reported(by: Self.isOutput))
        add(.raisesWithoutType, reported(by: Self.lacksType))
        guard info.profile == .recording, failed.contains(where: { !explained.contains($0.id) }) else { return found }
        for cause in await faults() {
            let open = failed.filter { !explained.contains($0.id) }
            add(cause, cause == .keepsNothing ? open.map(\.id) : await passing(open, mended: cause))
        }
        return found
    }

    private var failed: [Case] {
        results.filter { [.failed, .warned].contains($0.outcome) && $0.testCase.language == .pycon }.map(\.testCase)
    }

    // MARK: - Errors

    /// The cases that failed or were not run with a message of some kind. A case that was given up is counted under the
    /// error that it was given up for, which its message ends with.
    private func reported(by isOfKind: (String) -> Bool) -> [String] {
        results.filter { [.failed, .warned, .notRun].contains($0.outcome) && isOfKind($0.message ?? "") }
            .map(\.testCase.id)
    }

    private static func isOutput(_ message: String) -> Bool { message.contains(BackendError.outputHint) }

    private static func lacksType(_ message: String) -> Bool {
        message.contains("at `error.data.type`: expected")
            || message.contains("raised JSON-RPC error -32")
                && !message.contains("raised JSON-RPC error \(Reply.noMethod)")
    }

    // MARK: - Answers

    /// The faults that the answers to a few requests show.
    private func faults() async -> [Cause] {
        var supervisor = Supervisor(backend: backend)
        await supervisor.start()
        do {
            let moment = Namespace.clock
            let record = TaskRecord(msgID: Self.msgID, ["label": .text(Self.label), "submitted": .instant(moment)])
            _ = try await backend.send(.open(options: [:]))
            _ = try await backend.send(.addRecord(msgID: Self.msgID, record: record.fields))
            guard case .document(let found)? = try await answer(.getRecord(msgID: Self.msgID)) else {
                if case .list(let records)? = try await answer(.findRecords(check: [:], keys: nil)), !records.isEmpty {
                    return []
                }
                return [.keepsNothing]
            }
            var causes: [Cause] = []
            _ = try await backend.send(.open(options: [:]))
            if case .list(let left)? = try await answer(.findRecords(check: [:], keys: nil)), !left.isEmpty {
                causes.append(.keepsRecords)
            }
            if case .instant(let instant)? = found["submitted"] {
                let shift = instant.microseconds.subtractingReportingOverflow(moment.microseconds).partialValue
                if shift != 0, shift % Self.quarter == 0, shift.magnitude <= 26 * 4 * UInt(Self.quarter) {
                    causes.append(.shiftsDates(microseconds: shift))
                }
            }
            if case .text(let text)? = found["label"], let meant = text.decodedFromLatin1,
                ExactText(meant) == ExactText(Self.label)
            {
                causes.append(.readsLatin1)
            }
            return causes
        } catch {
            return []
        }
    }

    /// The answer to a request; nil if the backend raised.
    private func answer(_ request: Request) async throws -> Value? {
        do { return try await backend.send(request) } catch is RaisedError { return nil }
    }

    /// The cases that pass with a fault made up for.
    private func passing(_ cases: [Case], mended cause: Cause) async -> [String] {
        var supervisor = Supervisor(backend: MendedBackend(backend: backend, cause: cause))
        await supervisor.start()
        let judge = CaseJudge(suite: suite, isReference: false)
        var ids: [String] = []
        for testCase in cases where await judge.run(testCase, &supervisor).outcome == .passed {
            ids.append(testCase.id)
        }
        return ids
    }
}
