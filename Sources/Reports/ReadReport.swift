import Conformance
import Diagnostics
import Specification
import TaskDatabases
import Wire

/// A report `taskdb-report/1` read back. What a report may lack, because no comparison needs it, is empty here.
package struct ReadReport: Sendable {
    /// The digest of the suite it was judged by; see ``Specification/Suite/digest``.
    package let suiteDigest: String
    package let suiteVersion: String
    /// What judged, as `NAME VERSION`.
    package let kit: String
    package let runs: [Run]

    /// What became of one backend.
    package struct Run: Sendable {
        package let spec: String
        /// Empty where the backend never started, as the version.
        package let name: String
        package let version: String
        package let profile: String
        package let capabilities: [String]
        package let verdict: String
        /// The first thing that went wrong with the backend itself.
        package let mishap: String?
        /// In the order of the report.
        package let cases: [Result]

        package func count(_ outcome: CaseOutcome) -> Int { cases.count { $0.outcome == outcome } }
    }

    /// What became of one case.
    package struct Result: Sendable {
        package let id: String
        package let rules: [String]
        package let outcome: CaseOutcome
        package let message: String?
    }

    /// - Throws: ``ReadError`` or `JSONError`.
    package init(_ bytes: [UInt8]) throws {
        let json = try JSON(parsing: bytes)
        guard json["format"] == "taskdb-report/1" else { throw ReadError("its format is not taskdb-report/1") }
        suiteDigest = Self.optional(json["suite"], "digest") ?? ""
        suiteVersion = Self.optional(json["suite"], "version") ?? ""
        kit = ["name", "version"].compactMap { Self.optional(json["kit"], $0) }.joined(separator: " ")
        runs = try Self.array(json, "runs").map(Self.run)
    }

    private static func run(_ json: JSON) throws -> Run {
        guard let backend = json["backend"] else { throw ReadError("a run has no backend") }
        return Run(
            spec: try text(backend, "spec"), name: optional(backend, "name") ?? "",
            version: optional(backend, "version") ?? "", profile: optional(backend, "profile") ?? "",
            capabilities: backend["capabilities"] == nil ? [] : try strings(backend, "capabilities"),
            verdict: try text(json, "verdict"), mishap: optional(json, "mishap"),
            cases: try array(json, "cases").map(result))
    }

    private static func result(_ json: JSON) throws -> Result {
        let outcome = try text(json, "outcome")
        guard let outcome = CaseOutcome(rawValue: outcome) else { throw ReadError("there is no outcome \(outcome)") }
        return Result(
            id: try text(json, "id"), rules: try strings(json, "rules"), outcome: outcome,
            message: optional(json, "message"))
    }

    private static func strings(_ json: JSON, _ name: String) throws -> [String] {
        try array(json, name).map { element in
            guard case .string(let text) = element else { throw ReadError("one of \(name) is no string") }
            return text
        }
    }

    private static func optional(_ json: JSON?, _ name: String) -> String? {
        if case .string(let text)? = json?[name] { text } else { nil }
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
package struct ReadError: Error, CustomStringConvertible, Equatable {
    package let description: String

    package init(_ description: String) { self.description = description }
}
