import Diagnostics
import Markdown

/// A fixture: each case that uses it runs it first, in its own database and namespace.
package struct Setup: Sendable {
    /// `page/name`.
    package let id: String
    /// The file name of its page, without `.md`. It can differ from the first part of ``id``.
    package let page: String
    package let name: String
    /// In `pycon` or `python`.
    package let example: ExampleBlock
    /// The position of the ID in the mark.
    package let source: SourceLocation

    package var language: Language { example.language }
    package var body: String { example.text }

    /// The position on the page of a line and a column of the body, both from 1, columns in scalars.
    package func position(inBody line: Int, column: Int) -> SourcePosition {
        example.position(line: line, column: column)
    }
}
