/// A prompt of a console session with its continuation lines, and the output shown below it.
///
/// A class because an example has many fields and is passed around far more often than it is made.
package final class Example: Sendable {
    /// The source without prompts, lines separated by `\n`.
    package let source: String
    /// The line of the prompt in the block, from 1.
    package let line: Int
    /// The column where the source starts, after the prompt, from 1.
    package let sourceColumn: Int
    /// The output that the page shows.
    package let expected: ExpectedOutput
    /// The output as written, without trailing blank lines.
    package let expectedText: String
    /// The line of the first output line in the block, from 1; without output, the line after the source.
    package let expectedLine: Int
    /// The parsed source; nil if it cannot be parsed.
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
