import Diagnostics
import Markdown

/// The text of a case or a setup, and the position of each of its lines on the page.
package struct ExampleBlock: Sendable {
    package let language: Language
    /// The lines, each ended by `\n` regardless of the line endings on the page.
    package let text: String
    /// The opening fence; of a case in a table, its first row.
    package let fence: SourceLocation
    private let origin: Origin

    private enum Origin {
        case block(Block)
        case table(ExpandedSession)
    }

    init(language: Language, block: Block, fence: SourceLocation) {
        self.language = language
        self.fence = fence
        origin = .block(block)
        text = block.literal
    }

    init(_ session: ExpandedSession, text: String, fence: SourceLocation) {
        language = .pycon
        self.text = text
        self.fence = fence
        origin = .table(session)
    }

    /// The position on the page of a line and a column of the text, both from 1, columns in scalars. For a line after the
    /// last it is the position just after the text.
    ///
    /// In a table it is the cell that the text is from, or else the name in the row.
    package func position(line: Int, column: Int) -> SourcePosition {
        switch origin {
        case .table(let session): return session.position(line: line, column: column)
        case .block(let block):
            let lines = block.bodyLines
            if line >= 1, line <= lines.count { return lines[line - 1].position(column: column) }
            guard let last = lines.last, line > lines.count else { return fence.position }
            return SourcePosition(line: last.start.line + 1, column: 1)
        }
    }

    /// The position that the text is written at: as ``position(line:column:)``, but in the template for what a table's row
    /// takes from it.
    package func writtenPosition(line: Int, column: Int) -> SourcePosition {
        switch origin {
        case .block: position(line: line, column: column)
        case .table(let session): session.writtenPosition(line: line, column: column)
        }
    }

    /// The cell that is all of the output below a line of input (from 1) of a case in a table; nil if there is no such cell.
    package func outputCell(belowInput line: Int) -> PipeTable.Cell? {
        guard case .table(let session) = origin else { return nil }
        return session.outputCell(belowInput: line)
    }

    /// The position in the template of a line of a case in a table; nil for a block.
    package func templateLocation(line: Int) -> SourceLocation? {
        guard case .table(let session) = origin else { return nil }
        return SourceLocation(file: fence.file, position: session.templatePosition(line: line, column: 1))
    }
}
