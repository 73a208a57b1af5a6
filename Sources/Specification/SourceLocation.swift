import Diagnostics
import Markdown

/// A place in one of the suite's pages.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The path the page was read from.
    public let file: String
    public let position: SourcePosition

    public var line: Int { position.line }
    public var column: Int { position.column }

    public init(file: String, position: SourcePosition) {
        self.file = file
        self.position = position
    }

    /// `file:line:column`.
    public var description: String { "\(file):\(position)" }
}
