import Diagnostics
import Markdown

/// A fixture: run first, in the same database and namespace, by each case that uses it.
public struct Setup: Sendable {
    /// `page/name`.
    public let id: String
    public let page: String
    public let name: String
    /// In `pycon` or `python`.
    public let example: Example
    /// Where its ID stands in its mark.
    public let source: SourceLocation

    public var language: Language { example.language }
    public var body: String { example.text }

    /// The place on the page of a line and a column of the body, both from 1, columns in scalars.
    public func position(inBody line: Int, column: Int) -> SourcePosition {
        example.position(line: line, column: column)
    }
}
