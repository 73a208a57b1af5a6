import FoundationEssentials
import Specification
import Support
import Wire

/// Judges a backend: runs every selected case, each in a new database.
///
/// A backend that fails to answer is started again for the next case, up to the limits in ``Patience``.
package struct SuiteRunner {
    /// How many errors of the backend end the run.
    enum Patience {
        static let inARow = 3
        static let altogether = 10
    }

    private let suite: PreparedSuite
    private let selected: [Case]
    private let isStrict: Bool
    private let findsCauses: Bool
    private let report: (Progress) -> Void

    /// The progress of a run.
    package enum Progress {
        case started(BackendInfo?, cases: Int)
        case finished(CaseResult)
    }

    /// - Parameters:
    ///   - selected: the cases to run, in this order.
    ///   - isStrict: whether a failed **should** makes a backend nonconformant.
    ///   - findsCauses: whether to look for faults that explain several failures; it runs the failed cases again.
    ///   - report: called as the run goes on, from the task that runs it.
    package init(
        _ suite: PreparedSuite, selected: [Case], isStrict: Bool = false, findsCauses: Bool = false,
        report: @escaping (Progress) -> Void = { _ in }
    ) {
        self.suite = suite
        self.selected = selected
        self.isStrict = isStrict
        self.findsCauses = findsCauses
        self.report = report
    }

    /// Runs the cases. If the task is cancelled, the rest of the cases are not run.
    package func run(_ label: BackendLabel, _ backend: any Backend) async -> BackendRun {
        await withTaskExecutorPreference(backend.preferredExecutor) { await runHere(label, backend) }
    }

    private func runHere(_ label: BackendLabel, _ backend: any Backend) async -> BackendRun {
        let clock = ContinuousClock()
        let start = clock.now
        var supervisor = Supervisor(backend: backend)
        if !Task.isCancelled { await supervisor.start() }
        report(.started(supervisor.info, cases: selected.count))
        let judge = CaseJudge(suite: suite, isReference: label.isReference)
        var results: [CaseResult] = []
        var error: BackendError?
        let others = others(of: backend)
        if !others.isEmpty {
            (results, error) = await runAtOnce(judge, others)
        } else {
            for testCase in selected {
                let result = await judge.run(testCase, &supervisor)
                results.append(result)
                report(.finished(result))
            }
        }
        let causes = await causes(of: results, backend, supervisor.info)
        await supervisor.stop()
        return BackendRun(
            label: label, info: supervisor.info, cases: results, error: supervisor.firstError ?? error,
            causes: causes, seconds: (clock.now - start).seconds, isStrict: isStrict)
    }

    private func causes(of results: [CaseResult], _ backend: any Backend, _ info: BackendInfo?) async -> [FoundCause] {
        guard findsCauses, let info, !Task.isCancelled else { return [] }
        return await Diagnosis(suite: suite, backend: backend, info: info, results: results).causes()
    }

    /// Backends to run cases in parallel, at most one a processor; empty if there can be only one.
    private func others(of backend: any Backend) -> [any Backend] {
        guard let backend = backend as? any IndependentBackend else { return [] }
        return (0..<min(ProcessInfo.processInfo.activeProcessorCount, selected.count)).compactMap { _ in
            backend.another()
        }
    }

    /// Runs the cases on all backends at once. Each backend takes the next case when it is done with one.
    ///
    /// A case's result does not depend on where it runs: it has a database of its own, and the case it comes after is run
    /// right before it.
    private func runAtOnce(_ judge: CaseJudge, _ backends: [any Backend]) async -> ([CaseResult], BackendError?) {
        var results = [CaseResult?](repeating: nil, count: selected.count)
        var error: BackendError?
        var left = selected.indices[...]
        await withTaskGroup(of: (index: Int, result: CaseResult, supervisor: Supervisor).self) { group in
            func runNext(on supervisor: Supervisor) -> Bool {
                guard let index = left.popFirst() else { return false }
                let testCase = selected[index]
                group.addTask {
                    var supervisor = supervisor
                    return (index, await judge.run(testCase, &supervisor), supervisor)
                }
                return true
            }
            for backend in backends {
                var supervisor = Supervisor(backend: backend)
                await supervisor.start()
                _ = runNext(on: supervisor)
            }
            for await (index, result, var supervisor) in group {
                report(.finished(result))
                results[index] = result
                if runNext(on: supervisor) { continue }
                await supervisor.stop()
                error = error ?? supervisor.firstError
            }
        }
        return (results.compactMap(\.self), error)
    }
}
