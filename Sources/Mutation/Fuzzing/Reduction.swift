import Conformance
import TaskDatabase
import Wire

/// Brings a sequence that showed a difference down to a counterexample that shows it on a backend just started.
struct Reduction {
    let backend: any Backend
    let info: BackendInfo
    /// Sequences tried at the most, to begin with.
    private static let tries = 4000

    /// - Parameter before: the sequences that came before it, of which something may have been left behind.
    func reduce(_ sequence: OperationSequence, after before: [OperationSequence]) async throws -> Counterexample? {
        var shrinker = Shrinker(tries: Self.tries) { try await difference($0, restarting: false).map { $0.index + 1 } }
        let quick = try await shrinker.shrink(sequence)
        if let counterexample = try await counterexample(quick) { return counterexample }
        // It takes more than one database, or the state of the backend before it was opened.
        for count in 0...before.count {
            let earlier = before.suffix(count).flatMap { $0.steps + [.open(options: [:])] }
            let whole = OperationSequence(steps: earlier + sequence.steps)
            guard let shown = try await difference(whole, restarting: true) else { continue }
            var shrinker = Shrinker(tries: Self.tries) {
                try await difference($0, restarting: true).map { $0.index + 1 }
            }
            let smallest = try await shrinker.shrink(
                OperationSequence(steps: Array(whole.steps.prefix(shown.index + 1))))
            return try await counterexample(smallest)
        }
        // It does not show again: told as it was.
        return try await counterexample(quick, restarting: false)
    }

    private func difference(
        _ sequence: OperationSequence, restarting: Bool
    ) async throws -> (index: Int, difference: Difference)? {
        if restarting {
            _ = await backend.stop()
            _ = try await backend.start()
        }
        return try await Duel(backend, info).firstDifference(sequence)
    }

    private func counterexample(_ sequence: OperationSequence, restarting: Bool = true) async throws -> Counterexample?
    {
        guard let shown = try await difference(sequence, restarting: restarting) else { return nil }
        let steps = Array(sequence.steps.prefix(shown.index + 1))
        return Counterexample(
            sequence: OperationSequence(steps: steps), difference: shown.difference,
            answers: try await Duel(backend, info).answers(steps))
    }
}
