import Diagnostics
import Specification
import TaskDatabases
import Wire

/// One case of the suite, to be run against a database in Swift.
public struct ConformanceCase: Sendable, CustomStringConvertible {
    let testCase: Case
    let suite: PreparedSuite
    let info: BackendInfo

    /// How binding a rule is, as in RFC 2119; `must` and `must not` are one level, as are `should` and `should not`.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        case must, should, may
    }

    /// The case's full name: `page/ID`.
    public var description: String { testCase.id }

    /// The strongest level among the rules that the case proves.
    public var level: Level { Level(suite.level(of: testCase)) }

    /// Runs the case in a new database.
    ///
    /// - Parameter make: returns a new, empty database; called once for each database that the case needs.
    /// - Throws: ``ConformanceFailure`` if the database does not do what the page says, `CancellationError` if the task is
    ///   cancelled.
    public func run(_ make: @escaping @Sendable () async throws -> any TaskDatabase) async throws {
        try await run { options in
            guard options.isEmpty else {
                throw RaisedError(
                    type: "ValueError", message: "the case sets options: make the database with `run { options in … }`")
            }
            return try await make()
        }
    }

    /// Runs the case in a new database that has options, such as `record_limit`.
    ///
    /// - Parameter make: returns a new, empty database with the given options.
    /// - Throws: ``ConformanceFailure`` if the database does not do what the page says, `CancellationError` if the task is
    ///   cancelled.
    public func run(_ make: @escaping @Sendable (Document) async throws -> any TaskDatabase) async throws {
        try await run(DatabaseHost(info, opening: make))
    }

    /// Runs the case in databases of a source, which can be opened again: cases about restarts need that.
    ///
    /// The source is not ended: the caller does that after the last case.
    ///
    /// - Throws: ``ConformanceFailure`` if the database does not do what the page says, `CancellationError` if the task is
    ///   cancelled.
    public func run(in source: any DatabaseSource) async throws { try await run(DatabaseHost(info, source: source)) }

    private func run(_ host: DatabaseHost) async throws {
        guard let failure = try await failure(with: InProcessBackend(host)) else { return }
        throw ConformanceFailure(
            id: testCase.id, rules: testCase.proves.compactMap(suite.rule), level: level, failure)
    }

    /// A database that cannot be opened, or whose answer cannot be read, fails the case, too.
    private func failure(with backend: InProcessBackend) async throws -> CaseFailure? {
        do {
            if case .failed(let failure) = try await CaseRunner(suite: suite, backend: backend).run(testCase) {
                return failure
            }
            return nil
        } catch let error as CancellationError {
            throw error
        } catch {
            return CaseFailure(
                source: testCase.source, setup: nil, input: testCase.body, expected: "", actual: "\(error)",
                reason: "the database cannot be used")
        }
    }
}

extension ConformanceCase.Level {
    fileprivate init(_ level: Rule.Level) {
        self =
            switch level {
            case .must: .must
            case .should: .should
            case .may: .may
            }
    }
}
