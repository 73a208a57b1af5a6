import Specification

/// The first example of a case whose result is not what the page says.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// The case's full name.
    public let id: String
    /// The strongest level among the rules that the case proves.
    public let level: ConformanceCase.Level
    /// The full names of the rules that the case proves: `page/name`.
    public var rules: [String] { provenRules.map(\.id) }

    private let provenRules: [Rule]
    private let failure: CaseFailure

    init(id: String, rules: [Rule], level: ConformanceCase.Level, _ failure: CaseFailure) {
        self.id = id
        self.level = level
        provenRules = rules
        self.failure = failure
    }

    /// The page that the example is on.
    public var file: String { failure.source.file }
    /// The line on which the example begins, from 1.
    public var line: Int { failure.source.line }
    /// The name of the setup that the example is in; nil if it is in the case itself.
    public var setup: String? { failure.setup }
    /// The input of the example, without prompts.
    public var input: String { failure.input }
    /// The output on the page.
    public var expected: String { failure.expected }
    /// The output of the database under test.
    public var actual: String { failure.actual }
    /// How the two differ, in one line.
    public var reason: String { failure.reason }

    /// The place, the rules, the input and the difference, a line each.
    public var description: String {
        let rules = provenRules.map { "\($0.level.rawValue) \($0.id): \($0.text)" }
        let template = failure.template.map { "\($0.file):\($0.line)" }
        let text = FailureText(
            setup: setup, template: template, input: input, expected: expected, actual: actual, reason: reason,
            operands: failure.operands
        ).lines
        return (["\(file):\(line): \(id)"] + rules + text).joined(separator: "\n")
    }
}
