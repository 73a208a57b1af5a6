import Diagnostics

/// A failure line by line: the input with prompts, the difference between what was expected and what came, the reason.
package struct FailureText {
    private let setup: String?
    private let template: String?
    private let input: String
    private let expected: String
    private let actual: String
    private let reason: String
    private let style: Style
    /// Longer lines, and more of them, are cut: the JSON report has everything.
    private static let widest = 400
    private static let mostLines = 40

    /// - Parameter template: the place in the template that the input is from, `path:line`.
    package init(
        setup: String?, template: String? = nil, input: String, expected: String, actual: String, reason: String,
        _ style: Style = Style(isColoured: false)
    ) {
        self.setup = setup
        self.template = template
        self.input = input
        self.expected = expected
        self.actual = actual
        self.reason = reason
        self.style = style
    }

    package var lines: [String] { session + difference + [reason.onOneLine.cut(to: Self.widest)] }

    /// The input, with prompts, and where else than in the case it is written.
    package var session: [String] {
        let place = setup.map { ["in the setup \($0):"] } ?? template.map { ["in the template at \($0.onOneLine):"] }
        return (place ?? [])
            + Self.limited(
                input.printable.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                    ($0 == 0 ? ">>> " : "... ") + $1
                })
    }

    /// Expected lines that are missing after `-`, lines that were not expected after `+`.
    package var difference: [String] {
        let lines = TextDifference(expected: expected, actual: actual).lines.map { line in
            switch line {
            case .both(let text): "  " + Self.shown(text)
            case .expected(let text): style.red("- " + Self.shown(text))
            case .actual(let text): style.green("+ " + Self.shown(text))
            }
        }
        let before = expected.isEmpty ? [style.red("- ") + style.faint("(nothing)")] : []
        let after = actual.isEmpty ? [style.green("+ ") + style.faint("(nothing)")] : []
        return before + Self.limited(lines) + after
    }

    private static func limited(_ lines: [String]) -> [String] {
        let left = lines.count - mostLines
        return lines.prefix(mostLines) + (left > 0 ? ["… \(left) more lines"] : [])
    }

    private static func shown(_ text: String) -> String { text.printable.cut(to: widest) }
}
