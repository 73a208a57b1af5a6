import Diagnostics

/// A failure line by line: the input with prompts, the difference between what was expected and what came, the reason.
package struct FailureText {
    private let setup: String?
    private let template: String?
    private let input: String
    private let expected: String
    private let actual: String
    private let reason: String
    private let operands: String?
    private let style: Style
    /// Longer lines, and more of them, are cut: the JSON report has everything.
    private static let widest = 400
    private static let mostLines = 40

    /// - Parameter template: the place in the template that the input is from, `path:line`.
    package init(
        setup: String?, template: String? = nil, input: String, expected: String, actual: String, reason: String,
        operands: String? = nil, _ style: Style = Style(isColoured: false)
    ) {
        self.setup = setup
        self.template = template
        self.input = input
        self.expected = expected
        self.actual = actual
        self.reason = reason
        self.operands = operands
        self.style = style
    }

    package var lines: [String] { session + difference + [(operands ?? reason).onOneLine.cut(to: Self.widest)] }

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
        let lines = shownLines(TextDifference(expected: expected, actual: actual).lines[...])
        let before = expected.isEmpty ? [style.red("- ") + style.faint("(nothing)")] : []
        let after = actual.isEmpty ? [style.green("+ ") + style.faint("(nothing)")] : []
        return before + Self.limited(lines) + after
    }

    private func shownLines(_ lines: ArraySlice<TextDifference.Line>) -> [String] {
        var (left, shown) = (lines, [String]())
        while let line = left.first {
            if case .both(let text) = line {
                left.removeFirst()
                shown.append("  " + Self.shown(text))
                continue
            }
            let (expected, actual) = Self.changedLines(&left)
            let pairs = zip(expected, actual).compactMap { InvisibleDifference($0, $1) }
            if pairs.count == expected.count, pairs.count == actual.count {
                shown += pairs.flatMap { pair in
                    [
                        style.red("- " + Self.shown(pair.expected)), style.green("+ " + Self.shown(pair.actual)),
                        "  " + pair.place,
                    ]
                }
            } else {
                shown += expected.map { style.red("- " + Self.shownAlone($0)) }
                shown += actual.map { style.green("+ " + Self.shownAlone($0)) }
            }
        }
        return shown
    }

    /// Removes the changed lines in front: those of one side, then those of the other.
    private static func changedLines(
        _ lines: inout ArraySlice<TextDifference.Line>
    ) -> (expected: [String], actual: [String]) {
        var (expected, actual) = ([String](), [String]())
        while case .expected(let text)? = lines.first {
            expected.append(text)
            lines.removeFirst()
        }
        while case .actual(let text)? = lines.first {
            actual.append(text)
            lines.removeFirst()
        }
        return (expected, actual)
    }

    /// A line that the other side does not have; one of blanks alone would not be seen.
    private static func shownAlone(_ text: String) -> String {
        if text.isEmpty { return "(an empty line)" }
        let isBlank = text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        return shown(isBlank ? InvisibleDifference.visible(text) : text)
    }

    private static func limited(_ lines: [String]) -> [String] {
        let left = lines.count - mostLines
        return lines.prefix(mostLines) + (left > 0 ? ["… \(left) more lines"] : [])
    }

    private static func shown(_ text: String) -> String { text.printable.cut(to: widest) }
}
