import Diagnostics
import Specification
import TaskDatabases
import Wire

/// One case of the suite, to be run against a Swift database.
package struct ConformanceCase: Sendable, CustomStringConvertible {
    let testCase: Case
    let suite: PreparedSuite
    let info: BackendInfo

    /// The case's full name: `page/ID`.
    package var description: String { testCase.id }

    /// The strongest level among the rules that the case proves. Whoever wants to hear of **must** rules alone filters by it.
    package var level: Rule.Level { suite.level(of: testCase) }

    /// Runs the case in a database of its own.
    ///
    /// - Parameter make: makes a fresh, empty database; called once for each database the case needs.
    /// - Throws: ``ConformanceFailure`` where the database does otherwise than the page says.
    package func run(_ make: @escaping @Sendable () async throws -> any TaskDatabase) async throws {
        try await run { options in
            guard options.isEmpty else {
                throw RaisedError(
                    type: "ValueError", message: "the case sets options: make the database with `run { options in … }`")
            }
            return try await make()
        }
    }

    /// Runs the case in a database of its own, for databases that have options, such as `record_limit`.
    package func run(_ make: @escaping @Sendable (Document) async throws -> any TaskDatabase) async throws {
        try await run(DatabaseHost(info, opening: make))
    }

    /// Runs the case in databases of a source, which may persist: cases about restarts open what is there again.
    package func run(in source: any DatabaseSource) async throws { try await run(DatabaseHost(info, source: source)) }

    private func run(_ host: DatabaseHost) async throws {
        let backend = InProcessBackend(host)
        guard case .otherwise(let failure) = try await CaseRunner(suite: suite, backend: backend).run(testCase) else {
            return
        }
        throw ConformanceFailure(
            id: testCase.id, rules: testCase.proves.compactMap(suite.rule), level: suite.level(of: testCase), failure)
    }
}

/// What a database does otherwise than the page says.
package struct ConformanceFailure: Error, CustomStringConvertible {
    /// The case's full name.
    package let id: String
    /// The strongest level among the rules that the case proves.
    package let level: Rule.Level
    package let failure: CaseFailure
    private let rules: [Rule]

    init(id: String, rules: [Rule], level: Rule.Level, _ failure: CaseFailure) {
        self.id = id
        self.rules = rules
        self.level = level
        self.failure = failure
    }

    package var description: String {
        let told = rules.map { "\($0.level.rawValue) \($0.id): \($0.text)" }
        let text = FailureText(failure, Style(isColoured: false)).lines
        return (["\(failure.source.file):\(failure.source.line): \(id)"] + told + text).joined(separator: "\n")
    }
}
