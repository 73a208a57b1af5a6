import Conformance
import TaskDatabases
import Wire

/// Runs sequences against a backend and a model database, and compares their answers.
struct Duel {
    let backend: any Backend
    private let model: DatabaseHost
    private let isRecording: Bool

    init(_ backend: any Backend, _ info: BackendInfo) {
        self.backend = backend
        isRecording = info.profile == .recording
        // The model has no limits: a record is dropped from it after the backend has culled it.
        model = isRecording ? .dictDB(options: LimitsJudge.noLimits) : .noDB()
    }

    /// Thrown if the backend crashed, hung or sent an invalid reply: at a step, or at the read after it.
    struct Stop: Error {
        let index: Int
        let error: BackendError
    }

    /// Returns the first difference and the index of the step that showed it; nil if there is none.
    ///
    /// - Throws: ``Stop`` or `CancellationError`.
    func firstDifference(_ sequence: OperationSequence) async throws -> (index: Int, difference: Difference)? {
        var index = 0
        do {
            return try await firstDifference(sequence, &index)
        } catch let error as BackendError {
            throw Stop(index: index, error: error)
        }
    }

    /// - Parameter index: set to the index of the step that runs.
    private func firstDifference(
        _ sequence: OperationSequence, _ index: inout Int
    ) async throws -> (index: Int, difference: Difference)? {
        // Like a case on a page, a sequence starts with an empty database.
        if !sequence.opensFirst {
            try await open([:])
            _ = try await model.perform(.open(options: [:]))
        }
        let ignoresNames = sequence.hasMismatchedNames
        var limits = LimitsJudge([:])
        for (place, step) in sequence.steps.enumerated() {
            index = place
            if case .open(let options) = step {
                try await open(options)
                _ = try await model.perform(.open(options: [:]))
                limits = LimitsJudge(options)
                continue
            }
            // The model keeps its records over a restart.
            if step == .reopen {
                if case .raised(let error) = try await Answer(of: step, by: backend) { return (place, .raised(error)) }
                continue
            }
            let expected = try await answer(step)
            let actual = try await Answer(of: step, by: backend)
            let comparison = AnswerComparison(
                ignoresNames: ignoresNames, held: try await held(for: step), isRecording: isRecording)
            if let difference = comparison.difference(step, model: expected, backend: actual) {
                return (place, difference)
            }
            if let difference = try await checkLimits(after: step, expected, limits) { return (place, difference) }
        }
        return nil
    }

    /// No case can expect `open` to raise, so an exception is an error like a missing answer.
    private func open(_ options: Document) async throws {
        let request = Request.open(options: options)
        if case .raised(let error) = try await Answer(of: request, by: backend) {
            throw BackendError(method: request.method, reason: "it raised \(error.type): \(error.message)")
        }
    }

    /// Checks which records a write has culled, and drops the same records from the model.
    private func checkLimits(after step: Request, _ answer: Answer, _ limits: LimitsJudge) async throws
        -> Difference?
    {
        guard case .value = answer else { return nil }
        switch step {
        case .addRecord, .updateRecord: break
        default: return nil
        }
        guard limits.hasLimits else { return nil }
        let all = try await model.perform(.findRecords(check: [:], keys: nil)).records
        let reply: Value
        switch try await Answer(of: LimitsJudge.heldRequest, by: backend) {
        case .raised(let error): return .limits(.readFailed(error))
        case .value(let value): reply = value
        }
        switch limits.check(all, held: reply.records.map(\.msgID)) {
        case .failure(let breach): return .limits(breach)
        case .success(let gone):
            for msgID in gone { _ = try await model.perform(.dropRecord(msgID: msgID)) }
            return nil
        }
    }

    /// Returns the reference's answer to each step; nil for an `open`.
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

    /// The model's records, where a comparison of the step needs them.
    private func held(for step: Request) async throws -> [Document] {
        guard isRecording, [.history, .update].contains(step.databaseMethod) else { return [] }
        return try await model.perform(.findRecords(check: [:], keys: ["submitted"])).records
    }
}
