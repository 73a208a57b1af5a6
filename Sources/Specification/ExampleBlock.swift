import Diagnostics
import Markdown

/// The content of a fenced block, and the position of each of its lines on the page.
package struct ExampleBlock: Sendable {
    package let language: Language
    /// The lines, each ended by `\n` regardless of the line endings on the page.
    package let text: String
    /// The opening fence.
    package let fence: SourceLocation
    private let block: Block

    init(language: Language, block: Block, fence: SourceLocation) {
        self.language = language
        self.block = block
        self.fence = fence
        text = block.literal
    }

    /// The position on the page of a line and a column of the text, both from 1, columns in scalars. For a line after the
    /// last it is the position just after the text.
    package func position(line: Int, column: Int) -> SourcePosition {
        let lines = block.bodyLines
        if line >= 1, line <= lines.count { return lines[line - 1].position(column: column) }
        guard let last = lines.last, line > lines.count else { return fence.position }
        return SourcePosition(line: last.start.line + 1, column: 1)
    }
}
