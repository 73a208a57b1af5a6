import Diagnostics
import Markdown

/// A position on one of the suite's pages.
package struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The path of the page.
    package let file: String
    package let position: SourcePosition

    package var line: Int { position.line }
    package var column: Int { position.column }

    package init(file: String, position: SourcePosition) {
        self.file = file
        self.position = position
    }

    /// `file:line:column`.
    package var description: String { "\(file):\(position)" }
}
