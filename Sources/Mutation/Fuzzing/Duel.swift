import Conformance
import TaskDatabase
import Wire

/// A backend beside the model that it is compared with.
struct Duel {
    let backend: any Backend
    private let model: DatabaseHost
    private let isRecording: Bool

    init(_ backend: any Backend, _ info: BackendInfo) {
        self.backend = backend
        isRecording = info.profile == .recording
        model = DatabaseHost(isRecording ? .dictdb : .nodb)
    }

    /// The first difference, and the index of the step that showed it.
    ///
    /// - Throws: ``BackendMishap`` or `CancellationError`.
    func firstDifference(_ sequence: OperationSequence) async throws -> (index: Int, difference: Difference)? {
        _ = try await backend.send(.open(options: [:]))
        _ = try await model.perform(.open(options: [:]))
        let ignoresNames = sequence.namesOtherwise
        for (index, step) in sequence.steps.enumerated() {
            if step.databaseMethod == nil {
                _ = try await backend.send(step)
                // The model has nothing to forget.
                if step != .reopen { _ = try await model.perform(step) }
                continue
            }
            let expected = try await answer(step)
            let actual = try await Answer(of: step, by: backend)
            let comparison = Comparison(
                ignoresNames: ignoresNames, held: try await held(for: step), isRecording: isRecording)
            if let difference = comparison.difference(step, model: expected, backend: actual) {
                return (index, difference)
            }
        }
        return nil
    }

    /// What the model answers to each step; nil to an `open`.
    func answers(_ steps: [Request]) async throws -> [Answer?] {
        _ = try await model.perform(.open(options: [:]))
        var answers: [Answer?] = []
        for step in steps { answers.append(step.databaseMethod == nil ? nil : try await answer(step)) }
        return answers
    }

    private func answer(_ request: Request) async throws -> Answer {
        do {
            return .value(try await model.perform(request))
        } catch let error as RaisedError {
            return .raised(error)
        }
    }

    /// The records the comparison has to know of.
    private func held(for step: Request) async throws -> [Document] {
        guard isRecording, [.history, .update].contains(step.databaseMethod) else { return [] }
        return try await model.perform(.findRecords(check: [:], keys: ["submitted"])).records
    }
}
