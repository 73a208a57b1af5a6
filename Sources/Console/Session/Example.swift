/// A prompt of a console session with its continuation lines, and the output shown below it.
///
/// A class, though nothing of it ever changes: it has many parts, and is handed on far more often than it is made.
package final class Example: Sendable {
    /// The source without prompts, lines separated by `\n`.
    package let source: String
    /// The line of the prompt in the block, 1-based.
    package let line: Int
    /// The column the source starts at in its line, 1-based: what follows the prompt.
    package let sourceColumn: Int
    package let expected: ExpectedOutput
    /// The output as written, without trailing blank lines.
    package let expectedText: String
    /// The line of the output's first line in the block, 1-based; where there is none, the line after the source.
    package let expectedLine: Int
    /// The source as it was read; nil where it cannot be.
    let program: Program?

    init(
        source: String, line: Int, sourceColumn: Int, expected: ExpectedOutput, expectedText: String,
        expectedLine: Int, program: Program?
    ) {
        self.source = source
        self.line = line
        self.sourceColumn = sourceColumn
        self.expected = expected
        self.expectedText = expectedText
        self.expectedLine = expectedLine
        self.program = program
    }
}
