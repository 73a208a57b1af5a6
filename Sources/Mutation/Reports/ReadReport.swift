import Conformance
import TaskDatabase
import Wire

/// A report `taskdb-report/1` read back, as far as a comparison needs it.
public struct ReadReport: Sendable {
    public let runs: [Run]

    /// What became of one backend.
    public struct Run: Sendable {
        public let spec: String
        public let verdict: String
        /// In the order of the report.
        public let cases: [Result]
    }

    /// What became of one case.
    public struct Result: Sendable {
        public let id: String
        public let rules: [String]
        public let outcome: CaseOutcome
    }

    /// - Throws: ``ReadError`` or `JSONError`.
    public init(_ bytes: [UInt8]) throws {
        let json = try JSON(parsing: bytes)
        guard json["format"] == "taskdb-report/1" else { throw ReadError("its format is not taskdb-report/1") }
        runs = try Self.array(json, "runs").map { run in
            guard let backend = run["backend"] else { throw ReadError("a run has no backend") }
            return Run(
                spec: try Self.text(backend, "spec"), verdict: try Self.text(run, "verdict"),
                cases: try Self.array(run, "cases").map(Self.result))
        }
    }

    private static func result(_ json: JSON) throws -> Result {
        let outcome = try text(json, "outcome")
        guard let outcome = CaseOutcome(rawValue: outcome) else { throw ReadError("there is no outcome \(outcome)") }
        let rules = try array(json, "rules").map { rule in
            guard case .string(let id) = rule else { throw ReadError("a rule is no string") }
            return id
        }
        return Result(id: try text(json, "id"), rules: rules, outcome: outcome)
    }

    private static func text(_ json: JSON, _ name: String) throws -> String {
        if case .string(let text)? = json[name] { return text }
        throw ReadError("\(name) is missing, or no string")
    }

    private static func array(_ json: JSON, _ name: String) throws -> [JSON] {
        if case .array(let elements)? = json[name] { return elements }
        throw ReadError("\(name) is missing, or no array")
    }
}

/// Why a text is no report.
public struct ReadError: Error, CustomStringConvertible, Equatable {
    public let description: String

    init(_ description: String) { self.description = description }
}
