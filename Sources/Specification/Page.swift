import Diagnostics
import Markdown

/// One page of the suite.
package struct Page: Sendable {
    /// The file's name without directory and `.md`: the first part of the IDs.
    package let name: String
    package let path: String
    package let document: MarkdownDocument

    package var source: SourceText { document.source }
}
