import Conformance
import Specification
import TaskDatabases

extension Report {
    /// The results of one backend.
    package struct Run: Codable, Sendable {
        package let backend: Backend
        package let verdict: Verdict
        package let seconds: Double
        /// The first error of the backend itself.
        package let error: String?
        /// The end of what the backend wrote to its standard error before it failed.
        package let standardError: String?
        /// Whether a failed **should** counts.
        package let isStrict: Bool
        /// What the backend's author should know and no verdict depends on.
        package let notes: [String]
        /// What explains several failures at once.
        package let causes: [Cause]
        /// In the order of the suite.
        package let cases: [CaseReport]

        package init(
            backend: Backend, cases: [CaseReport], error: String? = nil, standardError: String? = nil,
            isStrict: Bool = false, notes: [String] = [], causes: [Cause] = [], seconds: Double = 0
        ) {
            self.backend = backend
            verdict = Verdict(cases.map { ($0.outcome, $0.level) }, isStrict: isStrict)
            self.seconds = seconds.roundedToMicroseconds
            self.error = error
            self.standardError = standardError
            self.isStrict = isStrict
            self.notes = notes
            self.causes = causes
            self.cases = cases
        }

        /// Returns the run with other results of its cases.
        package func replacing(_ cases: [CaseReport]) -> Run {
            Run(
                backend: backend, cases: cases, error: error, standardError: standardError, isStrict: isStrict,
                notes: notes, causes: causes, seconds: seconds)
        }

        package var conclusion: Conclusion { Conclusion(cases.map { ($0.outcome, $0.level) }, isStrict: isStrict) }

        package func count(_ outcome: CaseOutcome) -> Int { cases.count { $0.outcome == outcome } }
    }

    /// A fault of a backend, and the cases that fail because of it.
    package struct Cause: Codable, Sendable, Equatable {
        /// What is wrong, and what to do about it.
        package let message: String
        /// The IDs of the cases.
        package let cases: [String]

        package init(message: String, cases: [String]) {
            self.message = message
            self.cases = cases
        }
    }

    /// How a backend was chosen, and its answer to `initialize`.
    package struct Backend: Codable, Sendable {
        /// The backend as it would be typed, without passwords: `sqlitedb:tasks.db?table=spring`.
        package let spec: String
        /// Empty if the backend never started, as is the version.
        package let name: String
        package let version: String
        /// Nil if the backend never started.
        package let profile: DatabaseProfile?
        package let capabilities: [String]
        /// The arguments of `taskdb test` that choose the backend; empty in reports of other programs.
        package let arguments: [String]

        package init(
            spec: String, name: String = "", version: String = "", profile: DatabaseProfile? = nil,
            capabilities: [String] = [], arguments: [String] = []
        ) {
            self.spec = spec
            self.name = name
            self.version = version
            self.profile = profile
            self.capabilities = capabilities
            self.arguments = arguments
        }
    }

    /// How many cases had which outcome.
    private struct Counts: Encodable {
        let passed, failed, warned, known, notApplicable, notRun: Int

        enum CodingKeys: String, CodingKey {
            case passed, failed, warned, known
            case notApplicable = "not_applicable"
            case notRun = "not_run"
        }

        init(_ run: Run) {
            passed = run.count(.passed)
            failed = run.count(.failed) + run.count(.unexpectedPass)
            warned = run.count(.warned)
            known = run.count(.knownFailure)
            notApplicable = run.count(.notApplicable)
            notRun = run.count(.notRun)
        }
    }
}

// MARK: - Coding

extension Report.Run {
    private enum CodingKeys: String, CodingKey {
        case backend, verdict, counts, seconds, error, notes, causes, cases
        case standardError = "standard_error"
        case isStrict = "strict"
    }

    /// Writes `error` also where there is none. The counts follow from the cases, and are not read.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(backend, forKey: .backend)
        try container.encode(verdict.rawValue, forKey: .verdict)
        try container.encode(Report.Counts(self), forKey: .counts)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(error, forKey: .error)
        try container.encodeIfPresent(standardError, forKey: .standardError)
        try container.encode(isStrict, forKey: .isStrict)
        if !notes.isEmpty { try container.encode(notes, forKey: .notes) }
        if !causes.isEmpty { try container.encode(causes, forKey: .causes) }
        try container.encode(cases, forKey: .cases)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        backend = try container.decode(Report.Backend.self, forKey: .backend)
        verdict = try container.decodeName(forKey: .verdict)
        seconds = try container.decodeSeconds(forKey: .seconds)
        error = try container.decodeIfPresent(String.self, forKey: .error)
        standardError = try container.decodeIfPresent(String.self, forKey: .standardError)
        isStrict = try container.decodeIfPresent(Bool.self, forKey: .isStrict) ?? false
        notes = try container.decodeIfPresent([String].self, forKey: .notes) ?? []
        causes = try container.decodeIfPresent([Report.Cause].self, forKey: .causes) ?? []
        cases = try container.decode([Report.CaseReport].self, forKey: .cases)
    }
}

extension Report.Backend {
    private enum CodingKeys: String, CodingKey {
        case spec, name, version, profile, capabilities, arguments
    }

    /// Writes `profile` also where there is none.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(spec, forKey: .spec)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(profile?.rawValue, forKey: .profile)
        try container.encode(capabilities, forKey: .capabilities)
        if !arguments.isEmpty { try container.encode(arguments, forKey: .arguments) }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        spec = try container.decode(String.self, forKey: .spec)
        name = try container.decode(String.self, forKey: .name)
        version = try container.decode(String.self, forKey: .version)
        profile = try container.decodeNameIfPresent(forKey: .profile)
        capabilities = try container.decode([String].self, forKey: .capabilities)
        arguments = try container.decodeIfPresent([String].self, forKey: .arguments) ?? []
    }
}
