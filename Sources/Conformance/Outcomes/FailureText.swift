import Diagnostics

/// What a case did and how that differs from its page, line by line: the input as in a console, what was expected and
/// what came, and in what they differ.
package struct FailureText {
    private let failure: CaseFailure
    private let style: Style
    /// Longer lines, and more of them, are cut: the JSON report has everything.
    private static let widest = 400
    private static let mostLines = 40

    package init(_ failure: CaseFailure, _ style: Style = Style(isColoured: false)) {
        self.failure = failure
        self.style = style
    }

    package var lines: [String] { session + difference + [failure.reason.onOneLine.cut(to: Self.widest)] }

    /// The input, with prompts.
    package var session: [String] {
        let setup = failure.setup.map { ["in the setup \($0):"] } ?? []
        return setup
            + Self.limited(
                failure.input.printable.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                    ($0 == 0 ? ">>> " : "... ") + $1
                })
    }

    /// What was expected and is missing after `-`, what came and was not expected after `+`.
    package var difference: [String] {
        let lines = TextDifference(expected: failure.expected, actual: failure.actual).lines.map { line in
            switch line {
            case .both(let text): "  " + Self.shown(text)
            case .expected(let text): style.red("- " + Self.shown(text))
            case .actual(let text): style.green("+ " + Self.shown(text))
            }
        }
        let expected = failure.expected.isEmpty ? [style.red("- ") + style.faint("(nothing)")] : []
        let actual = failure.actual.isEmpty ? [style.green("+ ") + style.faint("(nothing)")] : []
        return expected + Self.limited(lines) + actual
    }

    private static func limited(_ lines: [String]) -> [String] {
        let left = lines.count - mostLines
        return lines.prefix(mostLines) + (left > 0 ? ["… \(left) more lines"] : [])
    }

    private static func shown(_ text: String) -> String { text.printable.cut(to: widest) }
}
