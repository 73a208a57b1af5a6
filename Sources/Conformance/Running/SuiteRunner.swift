import FoundationEssentials
import Specification
import Support
import Synchronization
import Wire

/// Judges a backend: runs every selected case, each in a fresh database.
///
/// A backend that fails to answer is started again for the next case, as long as there is hope: see ``Patience``.
package struct SuiteRunner {
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
    package enum Progress {
        case started(BackendInfo?, cases: Int)
        case finished(CaseResult)
    }

    /// - Parameters:
    ///   - selected: the cases to run, in this order.
    ///   - isStrict: whether a failed **should** makes a backend nonconformant.
    ///   - report: called as the run goes on, from the task that runs it.
    package init(
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
    package func run(_ label: BackendLabel, _ backend: any Backend) async -> BackendRun {
        let clock = ContinuousClock()
        let start = clock.now
        var supervisor = Supervisor(backend: backend)
        if !Task.isCancelled { await supervisor.start() }
        report(.started(supervisor.info, cases: selected.count))
        let judge = CaseJudge(suite: suite, isReference: label.isReference)
        var results: [CaseResult] = []
        var mishap: BackendMishap?
        let others = others(of: backend)
        if !others.isEmpty {
            (results, mishap) = await runAtOnce(judge, others)
        } else {
            for testCase in selected {
                let result = await judge.run(testCase, &supervisor)
                results.append(result)
                report(.finished(result))
            }
        }
        await supervisor.stop()
        return BackendRun(
            label: label, info: supervisor.info, cases: results, mishap: supervisor.firstMishap ?? mishap,
            seconds: (clock.now - start).seconds, isStrict: isStrict)
    }

    /// Backends like this one, at most one a processor; none where it is the only one of its kind.
    private func others(of backend: any Backend) -> [any Backend] {
        guard let backend = backend as? any IndependentBackend else { return [] }
        return (0..<min(ProcessInfo.processInfo.activeProcessorCount, selected.count)).compactMap { _ in
            backend.another()
        }
    }

    private typealias FinishedCase = (index: Int, result: CaseResult)

    /// How long a result may wait to be reported, for those of faster cases.
    private static let longestWait = Duration.milliseconds(20)

    /// Runs the cases on as many processors as there are, each of which takes the next one when it is done.
    ///
    /// A case is the same wherever it runs: its database is its own, and a case it comes after is run right before it.
    private func runAtOnce(_ judge: CaseJudge, _ backends: [any Backend]) async -> ([CaseResult], BackendMishap?) {
        let (finished, finish) = AsyncStream.makeStream(of: ArraySlice<FinishedCase>.self)
        let next = Shared(0)
        let selected = selected
        return await withTaskGroup(of: ([FinishedCase], BackendMishap?).self) { group in
            for backend in backends {
                group.addTask {
                    var supervisor = Supervisor(backend: backend)
                    await supervisor.start()
                    // To hand over a result takes longer than many a case: they are told of a few at a time.
                    var results: [FinishedCase] = []
                    var told = (count: 0, at: ContinuousClock.now)
                    while let index = next.takeIndex(below: selected.count) {
                        results.append((index, await judge.run(selected[index], &supervisor)))
                        guard ContinuousClock.now - told.at > Self.longestWait else { continue }
                        finish.yield(results[told.count...])
                        told = (results.count, .now)
                    }
                    finish.yield(results[told.count...])
                    await supervisor.stop()
                    return (results, supervisor.firstMishap)
                }
            }
            var left = selected.count
            for await results in finished {
                for (_, result) in results { report(.finished(result)) }
                left -= results.count
                if left == 0 { break }
            }
            var all = [CaseResult?](repeating: nil, count: selected.count)
            var mishap: BackendMishap?
            for await (results, first) in group {
                for (index, result) in results { all[index] = result }
                mishap = mishap ?? first
            }
            return (all.compactMap(\.self), mishap)
        }
    }
}

extension Shared<Int> {
    /// The next index that nobody has taken; nil when there are no more.
    fileprivate func takeIndex(below count: Int) -> Int? {
        value.withLock { next in
            guard next < count else { return nil }
            defer { next += 1 }
            return next
        }
    }
}
