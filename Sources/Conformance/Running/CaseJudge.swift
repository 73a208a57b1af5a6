import Specification
import Support
import TaskDatabases
import Wire

/// Judges cases, one after another, with the backend of a supervisor.
struct CaseJudge: Sendable {
    let suite: PreparedSuite
    /// Whether the backend is the reference: some cases judge nothing else.
    let isReference: Bool

    func run(_ testCase: Case, _ supervisor: inout Supervisor) async -> CaseResult {
        let level = suite.level(of: testCase)
        let clock = ContinuousClock()
        let start = clock.now
        func result(
            _ outcome: CaseOutcome, failure: CaseFailure? = nil, reason: String? = nil,
            unanswered: BackendError.Example? = nil
        ) -> CaseResult {
            CaseResult(
                testCase: testCase, level: level, outcome: outcome, failure: failure, reason: reason,
                unanswered: unanswered, seconds: (clock.now - start).seconds)
        }
        if let info = supervisor.info, let reason = testCase.inapplicability(to: info) {
            return result(.notApplicable, reason: reason)
        }
        if Task.isCancelled { return result(.notRun, reason: Self.interrupted) }
        let conversation = conversation(of: testCase, supervisor.backend)
        if testCase.language != .pycon, conversation == nil {
            guard isReference else { return result(.notApplicable, reason: "judges only the reference") }
            switch await ReferenceCaseRunner(suite: suite).run(testCase) {
            case nil: return result(.notApplicable, reason: "run by the tests of the kit")
            case .passed: return result(.passed)
            case .failed(let failure): return result(level == .must ? .failed : .warned, failure: failure)
            }
        }
        if let conversation, conversation.exchange.expectsNoReopening, supervisor.persists {
            return result(.notApplicable, reason: "for backends without the capability persistence")
        }
        if let reason = await supervisor.reasonNotToRun() { return result(.notRun, reason: reason) }
        do {
            let ending: CaseRunner.Ending
            if let conversation {
                defer { supervisor.noteConversation(conversation.exchange) }
                ending = try await ConversationRunner(backend: conversation.backend)
                    .run(conversation.exchange, of: testCase)
            } else {
                ending = try await CaseRunner(suite, supervisor).run(testCase)
            }
            switch ending {
            case .passed:
                supervisor.noteSuccess()
                return result(.passed)
            case .failed(let failure):
                supervisor.noteSuccess()
                return result(level == .must ? .failed : .warned, failure: failure)
            }
        } catch is CancellationError {
            supervisor.noteInterruption()
            return result(.notRun, reason: Self.interrupted)
        } catch let example as UnsupportedExample {
            supervisor.noteSuccess()
            return result(.notRun, reason: example.description)
        } catch {
            let error = error as? BackendError ?? BackendError(method: nil, reason: "\(error)")
            supervisor.note(error)
            return result(.notRun, reason: error.description, unanswered: error.example)
        }
    }

    /// What a case is to hold with a backend line by line; nil if it is no conversation, or the backend takes no lines.
    private func conversation(
        of testCase: Case, _ backend: any Backend
    ) -> (exchange: Exchange, backend: any ConversingBackend)? {
        guard !isReference, let backend = backend as? any ConversingBackend,
            case .exchange(let exchange) = suite.script(of: testCase)
        else { return nil }
        return (exchange, backend)
    }

    private static let interrupted = "the run was interrupted"
}

extension Case {
    /// Returns why the case does not apply to a backend; nil if it does.
    package func inapplicability(to info: BackendInfo) -> String? {
        switch profile {
        case .recording where info.profile != .recording: return "for recording backends"
        case .nonRecording where info.profile != .nonRecording: return "for non-recording backends"
        default: break
        }
        if needsClients { return "needs a controller and real clients: taskdb-suite --controller" }
        let missing = requires.filter { !info.capabilities.contains($0) }
        return missing.isEmpty ? nil : "needs the capability " + missing.joined(separator: ", ")
    }
}
