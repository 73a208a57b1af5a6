import Diagnostics
import Markdown
import Synchronization

/// The content of a fenced block, and where each of its lines stands on the page.
///
/// A class for the reason that ``Case`` is one.
package final class ExampleBlock: Sendable {
    package let language: Language
    /// The lines, each ended by `\n` whatever ends them on the page.
    package let text: String
    /// The opening fence.
    package let fence: SourceLocation
    private let block: Block
    /// Looked up when a place is asked for: of most examples, none ever is.
    private let lines = Mutex<[BodyLine]?>(nil)

    init(language: Language, block: Block, fence: SourceLocation) {
        self.language = language
        self.block = block
        self.fence = fence
        text = block.literal
    }

    /// The place on the page of a line and a column of the text, both from 1, columns in scalars. A line after the last
    /// is the place just after the text.
    package func position(line: Int, column: Int) -> SourcePosition {
        lines.withLock { known in
            let lines = known ?? block.bodyLines
            known = lines
            if line >= 1, line <= lines.count { return lines[line - 1].position(column: column) }
            guard let last = lines.last, line > lines.count else { return fence.position }
            return SourcePosition(line: last.start.line + 1, column: 1)
        }
    }
}
