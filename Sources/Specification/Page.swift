import Diagnostics
import Markdown

/// One page of the suite.
package struct Page: Sendable {
    /// The file name without directory and `.md`, which is the first part of the page's IDs.
    package let name: String
    package let path: String
    package let document: MarkdownDocument

    package var source: SourceText { document.source }
}
