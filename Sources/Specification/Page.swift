import Diagnostics
import Markdown

/// One page of the suite.
public struct Page: Sendable {
    /// The file's name without directory and `.md`: the first part of the IDs.
    public let name: String
    public let path: String
    public let document: Document

    public var source: SourceText { document.source }
}
