import Conformance
import TaskDatabases
import Wire

/// Brings a sequence that showed a difference down to a counterexample that shows it on a backend just started.
final class Reduction {
    private let backend: any Backend
    private let info: BackendInfo
    private var mishaps = 0
    /// Sequences tried at the most, to begin with.
    private static let tries = 4000
    /// How often the backend may fail to answer before no smaller sequence is looked for: each time may take long.
    private static let patience = 3
    /// How long a smaller sequence without an answer is looked for.
    private static let longest = Duration.seconds(20)

    init(backend: any Backend, info: BackendInfo) {
        self.backend = backend
        self.info = info
    }

    /// - Parameters:
    ///   - sequence: up to the step that showed the difference.
    ///   - before: the sequences that came before it, of which something may have been left behind.
    func reduce(
        _ sequence: OperationSequence, _ difference: Difference, after before: [OperationSequence]
    ) async throws -> Counterexample {
        do {
            if let found = try await reduced(sequence, after: before) { return found }
        } catch is CancellationError {
            // Interrupted: it was found all the same.
        }
        // It does not show again: told as it was.
        return try await told(sequence, difference)
    }

    /// Nil where the sequence does not show a difference again.
    private func reduced(
        _ sequence: OperationSequence, after before: [OperationSequence]
    ) async throws -> Counterexample? {
        if let smallest = try await shrunk(sequence, restarting: false), let found = try await retold(smallest) {
            return found
        }
        // It takes more than one database, or the state of the backend before it was opened.
        for count in [0, 1, 3, 10, before.count] where count <= before.count {
            let earlier = before.suffix(count).flatMap { $0.steps + [.open(options: [:])] }
            let whole = OperationSequence(steps: earlier + sequence.steps)
            if let smallest = try await shrunk(whole, restarting: true), let found = try await retold(smallest) {
                return found
            }
        }
        return nil
    }

    /// Brings a sequence to which the backend gave no proper answer down to one to which, just started, it gives none
    /// either; each time may take long, so some time at most.
    ///
    /// - Returns: what is left, up to the step without an answer, and what happened then. As it was, where it does not
    ///   happen again.
    func reduce(
        _ sequence: OperationSequence, _ stop: Duel.Stop
    ) async throws -> (sequence: OperationSequence, mishap: BackendMishap) {
        let deadline = ContinuousClock.now + Self.longest
        var latest = stop.mishap
        var shrinker = Shrinker(tries: Self.tries) { [self] candidate in
            guard ContinuousClock.now < deadline, (try? await restart()) != nil else { return nil }
            do {
                _ = try await Duel(backend, info).firstDifference(candidate)
                return nil
            } catch let again as Duel.Stop where again.mishap.method == stop.mishap.method {
                latest = again.mishap
                return again.index + 1
            } catch is Duel.Stop {
                return nil
            }
        }
        let shown = OperationSequence(steps: Array(sequence.steps.prefix(stop.index + 1)))
        do {
            return (try await shrinker.shrink(shown), latest)
        } catch is CancellationError {
            return (shown, stop.mishap)
        }
    }

    /// The smallest sequence that shows a difference; nil if this one does not.
    private func shrunk(_ sequence: OperationSequence, restarting: Bool) async throws -> OperationSequence? {
        guard let shown = try await difference(sequence, restarting: restarting) else { return nil }
        var shrinker = Shrinker(tries: Self.tries) { [self] in
            try await difference($0, restarting: restarting).map { $0.index + 1 }
        }
        return try await shrinker.shrink(OperationSequence(steps: Array(sequence.steps.prefix(shown.index + 1))))
    }

    private func difference(
        _ sequence: OperationSequence, restarting: Bool
    ) async throws -> (index: Int, difference: Difference)? {
        guard mishaps < Self.patience else { return nil }
        do {
            if restarting { try await restart() }
            return try await Duel(backend, info).firstDifference(sequence)
        } catch is Duel.Stop {
            // Another difference, which does not lose the one that was found.
            mishaps += 1
            try await restart()
            return nil
        }
    }

    private func restart() async throws {
        _ = await backend.stop()
        _ = try await backend.start()
    }

    /// A sequence as a counterexample, if it is one for a backend just started.
    private func retold(_ sequence: OperationSequence) async throws -> Counterexample? {
        guard let shown = try await difference(sequence, restarting: true) else { return nil }
        return try await told(
            OperationSequence(steps: Array(sequence.steps.prefix(shown.index + 1))), shown.difference)
    }

    private func told(_ sequence: OperationSequence, _ difference: Difference) async throws -> Counterexample {
        Counterexample(
            sequence: sequence, difference: difference, answers: try await Duel(backend, info).answers(sequence.steps),
            isRecording: info.profile == .recording)
    }
}
