import Conformance
import Support
import TaskDatabases
import Wire

/// Drives random sequences of operations against a backend and the model, and compares what they answer.
package struct Fuzzer: Sendable {
    /// What one run of it is limited to.
    package struct Limits: Sendable {
        /// The most sequences.
        package var runs: Int
        /// The operations of each.
        package var steps: Int
        /// The longest time; nil for no limit.
        package var time: Duration?

        package init(runs: Int = 2000, steps: Int = 30, time: Duration? = nil) {
            self.runs = runs
            self.steps = steps
            self.time = time
        }
    }

    /// What became of it.
    package struct Outcome: Sendable {
        /// How many sequences were run to their end, or to the step that ended all: a difference, or no answer.
        package let runs: Int
        package let seconds: Double
        package let counterexample: Counterexample?
        /// Why the backend could not be run any further.
        package let mishap: BackendMishap?
        /// What it was asked before that, as a session asks it, and as little as is enough; empty where that says nothing.
        package let lastAsked: [String]
        /// What was wrong about its end, after it had answered everything.
        package let note: BackendMishap?
        package let wasInterrupted: Bool

        /// Sequences a second, shrinking included.
        package var rate: Int { Int(Double(runs) / max(1e-3, seconds)) }
    }

    package let seed: UInt64
    package let limits: Limits
    /// How many earlier sequences are gone through again where a difference needs what one of them left behind.
    private static let remembered = 50

    /// - Parameter seed: of equal seeds come equal sequences.
    package init(seed: UInt64, limits: Limits = Limits()) {
        self.seed = seed
        self.limits = limits
    }

    /// - Parameter report: called after each sequence, with how many there were.
    package func run(_ backend: any Backend, report: (Int) -> Void = { _ in }) async -> Outcome {
        let clock = ContinuousClock()
        let start = clock.now
        var runs = 0
        func outcome(
            _ counterexample: Counterexample? = nil, mishap: BackendMishap? = nil, lastAsked: [String] = [],
            note: BackendMishap? = nil, wasInterrupted: Bool = false
        ) -> Outcome {
            Outcome(
                runs: runs, seconds: (clock.now - start) / .seconds(1), counterexample: counterexample, mishap: mishap,
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
                        mishap: smallest.mishap, lastAsked: PythonText.session(smallest.sequence.steps[...]))
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
            return outcome(mishap: error as? BackendMishap ?? BackendMishap(method: nil, reason: "\(error)"))
        }
    }
}
