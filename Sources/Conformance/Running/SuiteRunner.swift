import Specification
import Wire

/// Judges a backend: runs every selected case, each in a fresh database.
///
/// A backend that fails to answer is started again for the next case, as long as there is hope: see ``Patience``.
public struct SuiteRunner {
    /// How many mishaps are borne before the rest of the cases are left.
    enum Patience {
        static let inARow = 3
        static let altogether = 10
    }

    private let suite: PreparedSuite
    private let selected: [Case]
    private let isStrict: Bool
    private let report: (Progress) -> Void

    /// What a run tells while it goes on.
    public enum Progress {
        case started(BackendInfo?, cases: Int)
        case finished(CaseResult)
    }

    /// - Parameters:
    ///   - selected: the cases to run, in this order.
    ///   - isStrict: whether a failed **should** makes a backend nonconformant.
    ///   - report: called as the run goes on, from the task that runs it.
    public init(
        _ suite: PreparedSuite, selected: [Case], isStrict: Bool = false,
        report: @escaping (Progress) -> Void = { _ in }
    ) {
        self.suite = suite
        self.selected = selected
        self.isStrict = isStrict
        self.report = report
    }

    /// Runs the cases; once the surrounding task is cancelled, the rest of them count as not run.
    ///
    /// - Parameter spec: what the backend is called in the report.
    public func run(_ spec: BackendSpec, _ backend: any Backend) async -> BackendRun {
        let clock = ContinuousClock()
        let start = clock.now
        var supervisor = Supervisor(backend: backend)
        if !Task.isCancelled { await supervisor.start() }
        report(.started(supervisor.info, cases: selected.count))
        var results: [CaseResult] = []
        for testCase in selected {
            let result = await run(testCase, &supervisor, isReference: spec.isReference)
            results.append(result)
            report(.finished(result))
        }
        await supervisor.stop()
        return BackendRun(
            spec: spec, info: supervisor.info, cases: results, mishap: supervisor.firstMishap,
            seconds: (clock.now - start).seconds, isStrict: isStrict)
    }

    private func run(_ testCase: Case, _ supervisor: inout Supervisor, isReference: Bool) async -> CaseResult {
        let level = suite.level(of: testCase)
        let clock = ContinuousClock()
        let start = clock.now
        func result(_ outcome: CaseOutcome, failure: CaseFailure? = nil, reason: String? = nil) -> CaseResult {
            CaseResult(
                testCase: testCase, level: level, outcome: outcome, failure: failure, reason: reason,
                seconds: (clock.now - start).seconds)
        }
        if let info = supervisor.info, let reason = testCase.inapplicability(to: info) {
            return result(.notApplicable, reason: reason)
        }
        if Task.isCancelled { return result(.notRun, reason: Self.interrupted) }
        if testCase.language != .pycon {
            guard isReference else { return result(.notApplicable, reason: "judges the reference alone") }
            switch await ReferenceCaseRunner(suite: suite).run(testCase) {
            case nil: return result(.notApplicable, reason: "run by the tests of the kit")
            case .asThePageSays: return result(.passed)
            case .otherwise(let failure): return result(level == .must ? .failed : .warned, failure: failure)
            }
        }
        if let reason = await supervisor.reasonNotToRun() { return result(.notRun, reason: reason) }
        do {
            switch try await CaseRunner(suite: suite, backend: supervisor.backend).run(testCase) {
            case .asThePageSays:
                supervisor.noteSuccess()
                return result(.passed)
            case .otherwise(let failure):
                supervisor.noteSuccess()
                return result(level == .must ? .failed : .warned, failure: failure)
            }
        } catch is CancellationError {
            supervisor.noteInterruption()
            return result(.notRun, reason: Self.interrupted)
        } catch {
            let mishap = error as? BackendMishap ?? BackendMishap(method: nil, reason: "\(error)")
            supervisor.note(mishap)
            return result(.notRun, reason: mishap.description)
        }
    }

    private static let interrupted = "the run was interrupted"
}

extension Case {
    /// Why the case says nothing about a backend; nil if it does.
    func inapplicability(to info: BackendInfo) -> String? {
        switch profile {
        case .recording where info.profile != .recording: return "for recording backends"
        case .nonRecording where info.profile != .nonRecording: return "for non-recording backends"
        default: break
        }
        let missing = requires.filter { !info.capabilities.contains($0) }
        return missing.isEmpty ? nil : "needs the capability " + missing.joined(separator: ", ")
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
