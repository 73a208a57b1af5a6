/// A prompt of a console session with its continuation lines, and the output shown below it.
package struct Example: Sendable {
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
}
