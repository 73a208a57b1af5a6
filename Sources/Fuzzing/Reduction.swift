import Conformance
import TaskDatabases
import Wire

/// Shrinks a sequence that showed a difference to a small counterexample for a newly started backend.
final class Reduction {
    private let backend: any Backend
    private let info: BackendInfo
    private var errors = 0
    /// The most sequences that one shrinking tries.
    private static let tries = 4000
    /// How often the backend may crash, hang or send an invalid reply before shrinking ends: each time may take long.
    private static let patience = 3
    /// The longest time for shrinking: with a slow backend or a long sequence, all the tries would take many minutes.
    private static let timeLimit = Duration.seconds(20)
    private let deadline = ContinuousClock.now + timeLimit

    init(backend: any Backend, info: BackendInfo) {
        self.backend = backend
        self.info = info
    }

    /// Returns the smallest counterexample found; the sequence itself if it does not show a difference again.
    ///
    /// - Parameters:
    ///   - sequence: the steps up to the one that showed the difference.
    ///   - before: the sequences that ran before it, on whose leftover state the difference may depend.
    func reduce(
        _ sequence: OperationSequence, _ difference: Difference, after before: [OperationSequence]
    ) async throws -> Counterexample {
        do {
            if let found = try await reduced(sequence, after: before) { return found }
        } catch is CancellationError {
            // The difference is reported even if shrinking was interrupted.
        }
        // The difference did not show again: report the sequence unchanged.
        return try await counterexample(sequence, difference)
    }

    /// Returns nil if the sequence does not show a difference again.
    private func reduced(
        _ sequence: OperationSequence, after before: [OperationSequence]
    ) async throws -> Counterexample? {
        if let smallest = try await shrunk(sequence, restarting: false), let found = try await confirmed(smallest) {
            return found
        }
        // The difference depends on a restart or on earlier databases: prepend more and more of them.
        for count in [0, 1, 3, 10, before.count]
        where count <= before.count && (count == 0 || ContinuousClock.now < deadline) {
            let earlier = before.suffix(count).flatMap { $0.steps + [.open(options: [:])] }
            let whole = OperationSequence(steps: earlier + sequence.steps)
            if let smallest = try await shrunk(whole, restarting: true), let found = try await confirmed(smallest) {
                return found
            }
        }
        return nil
    }

    /// Shrinks a sequence that made the backend crash, hang or send an invalid reply.
    ///
    /// - Returns: the steps up to the failing one, and its error; the sequence itself if it does not fail again.
    func reduce(
        _ sequence: OperationSequence, _ stop: Duel.Stop
    ) async throws -> (sequence: OperationSequence, error: BackendError) {
        var latest = stop.error
        var shrinker = Shrinker(tries: Self.tries) { [self] candidate in
            guard ContinuousClock.now < deadline, (try? await restart()) != nil else { return nil }
            do {
                _ = try await Duel(backend, info).firstDifference(candidate)
                return nil
            } catch let again as Duel.Stop where again.error.method == stop.error.method {
                latest = again.error
                return again.index + 1
            } catch is Duel.Stop {
                return nil
            }
        }
        let shown = OperationSequence(steps: Array(sequence.steps.prefix(stop.index + 1)))
        do {
            return (try await shrinker.shrink(shown), latest)
        } catch is CancellationError {
            return (shown, stop.error)
        }
    }

    /// Returns the smallest sequence that shows a difference; nil if the given one does not.
    private func shrunk(_ sequence: OperationSequence, restarting: Bool) async throws -> OperationSequence? {
        guard let shown = try await difference(sequence, restarting: restarting) else { return nil }
        var shrinker = Shrinker(tries: Self.tries) { [self] in
            guard ContinuousClock.now < deadline else { return nil }
            return try await difference($0, restarting: restarting).map { $0.index + 1 }
        }
        return try await shrinker.shrink(OperationSequence(steps: Array(sequence.steps.prefix(shown.index + 1))))
    }

    private func difference(
        _ sequence: OperationSequence, restarting: Bool
    ) async throws -> (index: Int, difference: Difference)? {
        guard errors < Self.patience else { return nil }
        do {
            if restarting { try await restart() }
            return try await Duel(backend, info).firstDifference(sequence)
        } catch is Duel.Stop {
            // The backend failed in another way: this candidate does not count.
            errors += 1
            try await restart()
            return nil
        }
    }

    private func restart() async throws {
        _ = await backend.stop()
        _ = try await backend.start()
    }

    /// Returns the sequence as a counterexample; nil if a newly started backend does not show a difference.
    private func confirmed(_ sequence: OperationSequence) async throws -> Counterexample? {
        guard let shown = try await difference(sequence, restarting: true) else { return nil }
        return try await counterexample(
            OperationSequence(steps: Array(sequence.steps.prefix(shown.index + 1))), shown.difference)
    }

    private func counterexample(_ sequence: OperationSequence, _ difference: Difference) async throws -> Counterexample
    {
        Counterexample(
            sequence: sequence, difference: difference, answers: try await Duel(backend, info).answers(sequence.steps),
            isRecording: info.profile == .recording)
    }
}
