import Conformance
import TaskDatabases
import Wire

/// A backend beside the model that it is compared with.
struct Duel {
    let backend: any Backend
    private let model: DatabaseHost
    private let isRecording: Bool

    init(_ backend: any Backend, _ info: BackendInfo) {
        self.backend = backend
        isRecording = info.profile == .recording
        // What goes because of a limit goes in the model only when it went in the backend.
        model = isRecording ? .dictDB(options: LimitsJudge.noLimits) : .noDB()
    }

    /// The backend gave no proper answer to a step, or to the look after it.
    struct Stop: Error {
        let index: Int
        let mishap: BackendMishap
    }

    /// The first difference, and the index of the step that showed it.
    ///
    /// - Throws: ``Stop`` or `CancellationError`.
    func firstDifference(_ sequence: OperationSequence) async throws -> (index: Int, difference: Difference)? {
        var index = 0
        do {
            return try await firstDifference(sequence, &index)
        } catch let mishap as BackendMishap {
            throw Stop(index: index, mishap: mishap)
        }
    }

    /// - Parameter index: the step being taken.
    private func firstDifference(
        _ sequence: OperationSequence, _ index: inout Int
    ) async throws -> (index: Int, difference: Difference)? {
        // As on a page, where there is nothing before the first database.
        if !sequence.opensFirst {
            _ = try await backend.send(.open(options: [:]))
            _ = try await model.perform(.open(options: [:]))
        }
        let ignoresNames = sequence.namesOtherwise
        var limits = LimitsJudge([:])
        for (place, step) in sequence.steps.enumerated() {
            index = place
            if case .open(let options) = step {
                _ = try await backend.send(step)
                _ = try await model.perform(.open(options: [:]))
                limits = LimitsJudge(options)
                continue
            }
            // The model has nothing to forget.
            if step == .reopen {
                _ = try await backend.send(step)
                continue
            }
            let expected = try await answer(step)
            let actual = try await Answer(of: step, by: backend)
            let comparison = AnswerComparison(
                ignoresNames: ignoresNames, held: try await held(for: step), isRecording: isRecording,
                culled: limits.culled)
            if let difference = comparison.difference(step, model: expected, backend: actual) {
                return (place, difference)
            }
            if let difference = try await look(after: step, expected, &limits) { return (place, difference) }
        }
        return nil
    }

    /// Looks what a write made go, and lets the same go in the model.
    private func look(after step: Request, _ answer: Answer, _ limits: inout LimitsJudge) async throws -> Difference? {
        guard case .value = answer else { return nil }
        switch step {
        case .addRecord(let msgID, _): limits.added(msgID)
        case .updateRecord: break
        default: return nil
        }
        guard limits.hasLimits else { return nil }
        let all = try await model.perform(.findRecords(check: [:], keys: nil)).records
        let reply: Value
        switch try await Answer(of: LimitsJudge.look, by: backend) {
        case .raised(let error): return .limits(.notTold(error))
        case .value(let value): reply = value
        }
        switch limits.look(all, held: reply.records.map(\.msgID)) {
        case .failure(let breach): return .limits(breach)
        case .success(let gone):
            for msgID in gone { _ = try await model.perform(.dropRecord(msgID: msgID)) }
            return nil
        }
    }

    /// What the reference answers to each step; nil to an `open`.
    func answers(_ steps: [Request]) async throws -> [Answer?] {
        let reference = isRecording ? DatabaseHost.dictDB() : .noDB()
        _ = try await reference.perform(.open(options: [:]))
        var answers: [Answer?] = []
        for step in steps {
            let answer = try await Self.answer(step, by: reference)
            answers.append(step.databaseMethod == nil ? nil : answer)
        }
        return answers
    }

    private func answer(_ request: Request) async throws -> Answer { try await Self.answer(request, by: model) }

    private static func answer(_ request: Request, by host: DatabaseHost) async throws -> Answer {
        do {
            return .value(try await host.perform(request))
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
