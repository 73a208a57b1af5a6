import Conformance
import Specification

/// The results of judging backends: a JSON report `taskdb-report/1`. Its schema is
/// Conformance/schemas/report.schema.json.
package struct Report: Codable, Sendable, FormattedReport {
    package static let format = "taskdb-report/1"

    package let format: String
    package let suite: JudgedBy
    package let kit: Program
    package var runs: [Run]

    /// The suite that the backends were judged by.
    package struct JudgedBy: Codable, Sendable {
        package let version: String
        /// See `Suite.digest`.
        package let digest: String
        /// How many rules and cases it has.
        package let rules: Int
        package let cases: Int

        package init(version: String, digest: String, rules: Int, cases: Int) {
            self.version = version
            self.digest = digest
            self.rules = rules
            self.cases = cases
        }
    }

    /// The program that judged.
    package struct Program: Codable, Sendable {
        package let name: String
        package let version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// A line of a page.
    package struct Location: Codable, Sendable, Hashable {
        package let file: String
        package let line: Int

        package init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    package init(suite: JudgedBy, kit: Program, runs: [Run]) {
        format = Self.format
        self.suite = suite
        self.kit = kit
        self.runs = runs
    }
}

extension Report {
    /// The results of one case.
    package struct CaseReport: Codable, Sendable {
        package let id: String
        package let rules: [String]
        package let level: Rule.Level
        package var outcome: CaseOutcome
        /// Where the case failed, else where it begins.
        package let source: Location
        /// The failure, or why the case was not run or does not apply, as one text; nil for a case that passed.
        package var message: String?
        /// How the case failed; nil if it did not fail, and in reports of programs that write only the message.
        package let failure: Failure?
        /// The input of the example that the backend did not answer, whose place is `source`.
        package let unanswered: String?
        /// What a list of known failures says of a case that fails in another way.
        package var note: String?
        package let seconds: Double

        package init(
            id: String, rules: [String], level: Rule.Level, outcome: CaseOutcome, source: Location,
            message: String? = nil, failure: Failure? = nil, unanswered: String? = nil, note: String? = nil,
            seconds: Double = 0
        ) {
            self.id = id
            self.rules = rules
            self.level = level
            self.outcome = outcome
            self.source = source
            self.message = message
            self.failure = failure
            self.unanswered = unanswered
            self.note = note
            self.seconds = seconds.roundedToMicroseconds
        }
    }

    /// The first example of a case whose result is not what the page says.
    package struct Failure: Codable, Sendable, Equatable {
        /// The name of the setup that the example is in; nil if it is in the case itself.
        package let setup: String?
        package let input: String
        package let expected: String
        package let actual: String
        /// How the two differ, in one line.
        package let reason: String
        /// The comparison that did not hold, and its operands, in one line; nil if the example is no comparison.
        package let operands: String?
        /// Where the example's input begins, or the table's row that it is from.
        package let source: Location
        /// The line of the template that the input is from; nil if the case is not in a table.
        package let template: Location?

        package init(
            setup: String? = nil, input: String, expected: String, actual: String, reason: String,
            operands: String? = nil, source: Location, template: Location? = nil
        ) {
            self.setup = setup
            self.input = input
            self.expected = expected
            self.actual = actual
            self.reason = reason
            self.operands = operands
            self.source = source
            self.template = template
        }
    }
}

extension Report.CaseReport {
    private enum CodingKeys: String, CodingKey {
        case id, rules, level, outcome, source, message, failure, unanswered, note, seconds
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        rules = try container.decode([String].self, forKey: .rules)
        level = try container.decodeName(forKey: .level)
        outcome = try container.decodeName(forKey: .outcome)
        source = try container.decode(Report.Location.self, forKey: .source)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        failure = try container.decodeIfPresent(Report.Failure.self, forKey: .failure)
        unanswered = try container.decodeIfPresent(String.self, forKey: .unanswered)
        note = try container.decodeIfPresent(String.self, forKey: .note)
        seconds = try container.decodeSeconds(forKey: .seconds)
    }

    /// Writes `message` also where there is none.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(rules, forKey: .rules)
        try container.encode(level.rawValue, forKey: .level)
        try container.encode(outcome.rawValue, forKey: .outcome)
        try container.encode(source, forKey: .source)
        try container.encode(message, forKey: .message)
        try container.encodeIfPresent(failure, forKey: .failure)
        try container.encodeIfPresent(unanswered, forKey: .unanswered)
        try container.encodeIfPresent(note, forKey: .note)
        try container.encode(seconds, forKey: .seconds)
    }
}

extension Double {
    /// A duration in seconds without the digits that are noise.
    var roundedToMicroseconds: Double { (self * 1_000_000).rounded() / 1_000_000 }
}
