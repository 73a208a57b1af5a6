import Conformance
import Support
import TaskDatabases
import Wire

/// Sends random sequences of operations to a backend and to a model, and compares their answers.
package struct Fuzzer: Sendable {
    /// The limits of a run.
    package struct Limits: Sendable {
        /// The most sequences.
        package var runs: Int
        /// The number of operations of each.
        package var steps: Int
        /// The longest time; nil for no limit.
        package var time: Duration?

        /// Creates limits.
        package init(runs: Int = 2000, steps: Int = 30, time: Duration? = nil) {
            self.runs = runs
            self.steps = steps
            self.time = time
        }
    }

    /// The result of a run.
    package struct Outcome: Sendable {
        /// The number of sequences that ran, including the one with a difference or without an answer.
        package let runs: Int
        /// The duration, including shrinking.
        package let seconds: Double
        /// The difference that was found; nil if there is none.
        package let counterexample: Counterexample?
        /// The backend's error that ended the run.
        package let error: BackendError?
        /// The shortest session found that leads to this error, a line for each request; empty if unknown.
        package let lastAsked: [String]
        /// The backend's error while it was stopped after a run without differences.
        package let note: BackendError?
        /// Whether the task was cancelled before a difference was found.
        package let wasInterrupted: Bool

        /// The number of sequences a second, including the time for shrinking.
        package var rate: Int { Int(Double(runs) / max(1e-3, seconds)) }
    }

    /// The seed of the random sequences.
    package let seed: UInt64
    /// When a run ends without a difference.
    package let limits: Limits
    /// How many earlier sequences are kept: a difference may depend on state that one of them left behind.
    private static let remembered = 50

    /// Creates a fuzzer.
    ///
    /// - Parameters:
    ///   - seed: equal seeds give equal sequences.
    ///   - limits: when a run ends without a difference.
    package init(seed: UInt64, limits: Limits = Limits()) {
        self.seed = seed
        self.limits = limits
    }

    /// Starts the backend, fuzzes it until a difference, an error or a limit, and stops it.
    ///
    /// - Parameter report: called after each sequence with the number of sequences so far.
    package func run(_ backend: any Backend, report: (Int) -> Void = { _ in }) async -> Outcome {
        await withTaskExecutorPreference(backend.preferredExecutor) { await runHere(backend, report) }
    }

    private func runHere(_ backend: any Backend, _ report: (Int) -> Void) async -> Outcome {
        let clock = ContinuousClock()
        let start = clock.now
        var runs = 0
        func outcome(
            _ counterexample: Counterexample? = nil, error: BackendError? = nil, lastAsked: [String] = [],
            note: BackendError? = nil, wasInterrupted: Bool = false
        ) -> Outcome {
            Outcome(
                runs: runs, seconds: (clock.now - start) / .seconds(1), counterexample: counterexample, error: error,
                lastAsked: lastAsked, note: note, wasInterrupted: wasInterrupted)
        }
        do {
            let info = try await backend.start()
            let duel = Duel(backend, info)
            var before: [OperationSequence] = []
            var seeds = SplitMix(seed: seed)
            while runs < limits.runs, limits.time.map({ clock.now - start < $0 }) ?? true {
                try Task.checkCancellation()
                var generator = Generator(seed: seeds.next(), capabilities: info.capabilities)
                let sequence = generator.sequence(steps: limits.steps)
                let found: (index: Int, difference: Difference)?
                do {
                    found = try await duel.firstDifference(sequence)
                    runs += 1
                } catch let stop as Duel.Stop {
                    runs += 1
                    let smallest = try await Reduction(backend: backend, info: info).reduce(sequence, stop)
                    _ = await backend.stop()
                    return outcome(
                        error: smallest.error, lastAsked: PythonText.session(smallest.sequence.steps[...]))
                }
                if let found {
                    let shown = OperationSequence(steps: Array(sequence.steps.prefix(found.index + 1)))
                    let smallest = try await Reduction(backend: backend, info: info).reduce(
                        shown, found.difference, after: before)
                    _ = await backend.stop()
                    return outcome(smallest)
                }
                before = before.suffix(Self.remembered - 1) + [sequence]
                report(runs)
            }
            return outcome(note: await backend.stop())
        } catch is CancellationError {
            _ = await backend.stop()
            return outcome(wasInterrupted: true)
        } catch {
            _ = await backend.stop()
            return outcome(error: error as? BackendError ?? BackendError(method: nil, reason: "\(error)"))
        }
    }
}
