import Console
import Specification
import TaskDatabase
import Wire

/// Runs one case against a backend that is running.
struct CaseRunner {
    let suite: PreparedSuite
    let backend: any Backend
    /// See ``Supervisor/sessionBackend``.
    let sessionBackend: (any SessionBackend)?
    /// See ``Supervisor/sharingBackend``.
    let sharingBackend: (any SharingBackend)?

    init(_ suite: PreparedSuite, _ supervisor: Supervisor) {
        self.suite = suite
        backend = supervisor.backend
        sessionBackend = supervisor.sessionBackend
        sharingBackend = supervisor.sharingBackend
    }

    /// For a few cases: to look whether a backend brings an object for its sessions takes as long as some of them.
    init(suite: PreparedSuite, backend: any Backend) {
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

    /// How a case went.
    enum Ending {
        case asThePageSays
        case otherwise(CaseFailure)
    }

    /// - Throws: ``BackendMishap`` if the backend gave no proper answer; it is then of no more use.
    func run(_ testCase: Case) async throws -> Ending {
        if let before = suite.before(testCase) {
            // Whatever it shows is its own affair; here it only has to have happened in another database.
            _ = try await run(before)
        }
        let options = Document(testCase.open.map { ($0.name, Value($0.value)) })
        do {
            _ = try await backend.send(.open(options: options))
        } catch let error as RaisedError {
            return .otherwise(refusal(of: testCase, error))
        }
        let interpreter = Namespace.interpreter(database)
        for part in suite.parts(of: testCase) {
            for example in part.session.examples {
                if let failure = try await run(example, in: interpreter, part.source, part.setup) {
                    return .otherwise(failure)
                }
            }
        }
        return .asThePageSays
    }

    private func run(
        _ example: Console.Example, in interpreter: Interpreter, _ source: Specification.Example, _ setup: String?
    ) async throws -> CaseFailure? {
        func failure(_ actual: String, _ reason: String) -> CaseFailure {
            let position = source.position(line: example.line, column: 1)
            return CaseFailure(
                source: SourceLocation(file: source.fence.file, position: position), setup: setup,
                input: example.source, expected: example.expectedText, actual: actual, reason: reason)
        }
        do {
            let outcome = try await interpreter.run(example)
            return example.expected.mismatch(with: outcome).map { failure($0.actual, $0.reason) }
        } catch let answer as UnfitAnswer {
            return failure("an answer that does not fit", "\(answer.method): \(answer.misfit)")
        } catch let error as SourceError {
            return failure(error.message, "the example cannot be evaluated: \(error.message)")
        }
    }

    private func refusal(of testCase: Case, _ error: RaisedError) -> CaseFailure {
        let options = testCase.open.map { "\($0.name):\($0.value.text)" }.joined(separator: ",")
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

extension OptionValue {
    fileprivate var text: String {
        switch self {
        case .integer(let integer): "\(integer)"
        case .number(let double): "\(double)"
        case .boolean(let bool): "\(bool)"
        case .text(let text): text
        }
    }
}
