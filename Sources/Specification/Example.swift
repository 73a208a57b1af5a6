import Diagnostics
import Markdown

/// The content of a fenced block, and where each of its lines stands on the page.
public struct Example: Sendable, Hashable {
    public let language: Language
    /// The lines, each ended by `\n` whatever ends them on the page.
    public let text: String
    /// One for each line of the text.
    public let lines: [BodyLine]
    /// The opening fence.
    public let fence: SourceLocation

    /// The place on the page of a line and a column of the text, both from 1, columns in scalars. A line after the last
    /// is the place just after the text.
    public func position(line: Int, column: Int) -> SourcePosition {
        if line >= 1, line <= lines.count { return lines[line - 1].position(column: column) }
        guard let last = lines.last, line > lines.count else { return fence.position }
        return SourcePosition(line: last.start.line + 1, column: 1)
    }
}
