import Console
import Specification
import TaskDatabases
import Wire

/// Runs cases against a backend that is running.
package struct CaseRunner {
    private let suite: PreparedSuite
    private let backend: any Backend
    /// See ``Supervisor/sessionBackend``.
    private let sessionBackend: (any SessionBackend)?
    /// See ``Supervisor/sharingBackend``.
    private let sharingBackend: (any SharingBackend)?

    init(_ suite: PreparedSuite, _ supervisor: Supervisor) {
        self.suite = suite
        backend = supervisor.backend
        sessionBackend = supervisor.sessionBackend
        sharingBackend = supervisor.sharingBackend
    }

    package init(suite: PreparedSuite, backend: any Backend) {
        self.suite = suite
        self.backend = backend
        sessionBackend = backend as? any SessionBackend
        sharingBackend = nil
    }

    /// What a session calls `db`.
    private var database: any HostObject {
        if let sessionBackend { return sessionBackend.sessionObject() }
        return sharingBackend.map { DatabaseObject(sharing: $0) } ?? DatabaseObject(backend)
    }

    /// The result of running a case.
    package enum Ending {
        case passed
        case failed(CaseFailure)
    }

    /// One example of a case, and its result.
    package struct ExampleRun {
        package let part: PreparedSuite.Part
        package let example: Example
        package let result: Result

        package enum Result {
            case finished(Outcome)
            /// The backend's answer is of a kind that the method cannot return.
            case unfitAnswer(UnfitAnswer)
            /// The example uses Python that the console does not support.
            case notEvaluated(SourceError)
        }

        /// Where the example's input begins.
        package var source: SourceLocation { part.location(of: example) }

        /// How the result differs from what the page says; nil if it does not.
        package var failure: CaseFailure? {
            switch result {
            case .finished(let outcome):
                example.expected.mismatch(with: outcome).map { failure($0.actual, $0.reason, operands: $0.operands) }
            case .unfitAnswer(let answer):
                failure("an answer that does not fit", "\(answer.method): \(answer.mismatch)")
            case .notEvaluated(let error):
                failure(error.message, "the example cannot be evaluated: \(error.message)")
            }
        }

        private func failure(_ actual: String, _ reason: String, operands: String? = nil) -> CaseFailure {
            CaseFailure(
                source: source, setup: part.setup, input: example.source, expected: example.expectedText,
                actual: actual, reason: reason, operands: operands,
                template: part.source.templateLocation(line: example.line))
        }
    }

    /// Runs a case up to its first failure.
    ///
    /// - Throws: ``BackendError`` if the backend gave no valid answer; it is then unusable. ``UnsupportedExample``.
    package func run(_ testCase: Case) async throws -> Ending {
        try await run(testCase) { run in
            if let example = UnsupportedExample(run) { throw example }
            return run.failure
        }
    }

    /// Runs a case in a new database.
    ///
    /// - Parameter examine: called after each example; the failure that it returns ends the case.
    /// - Throws: ``BackendError`` if the backend gave no valid answer; it is then unusable.
    package func run(
        _ testCase: Case, examine: (ExampleRun) async throws -> CaseFailure?
    ) async throws -> Ending {
        if let before = suite.before(testCase) {
            // It only has to have run in another database; its own outcome is reported where it is judged.
            _ = try await run(before)
        }
        let options = Document(testCase.open.map { ($0.name, Value($0.value)) })
        do {
            _ = try await backend.send(.open(options: options))
        } catch let error as RaisedError {
            return .failed(openFailure(of: testCase, error))
        }
        let interpreter = Namespace.interpreter(database)
        for part in suite.parts(of: testCase) {
            for example in part.session.examples {
                let run: ExampleRun
                do {
                    let result = try await Self.result(of: example, in: interpreter)
                    run = ExampleRun(part: part, example: example, result: result)
                } catch let error as BackendError {
                    throw error.at(part.location(of: example), example.source)
                }
                if let failure = try await examine(run) { return .failed(failure) }
            }
        }
        return .passed
    }

    private static func result(
        of example: Example, in interpreter: Interpreter
    ) async throws -> ExampleRun.Result {
        do {
            return .finished(try await interpreter.run(example))
        } catch let answer as UnfitAnswer {
            return .unfitAnswer(answer)
        } catch let error as SourceError {
            return .notEvaluated(error)
        }
    }

    private func openFailure(of testCase: Case, _ error: RaisedError) -> CaseFailure {
        let options = testCase.open.map { "\($0.name):\($0.value)" }.joined(separator: ",")
        return CaseFailure(
            source: testCase.source, setup: nil, input: "open \(options)", expected: "a fresh database",
            actual: "\(error.type): \(error.message)", reason: "no database could be opened")
    }
}

extension Value {
    init(_ option: OptionValue) {
        self =
            switch option {
            case .integer(let integer): .integer(integer)
            case .number(let double): .double(double)
            case .boolean(let bool): .bool(bool)
            case .text(let text): .text(text)
            }
    }
}
