import Diagnostics
import Markdown

/// One page of the suite.
package struct Page: Sendable {
    /// The file name without directory and `.md`.
    package let name: String
    /// The first part of the full names of its rules, cases and setups: the name in its mark `page`, or else ``name``. Pages
    /// can share it.
    package internal(set) var prefix: String
    package let path: String
    package let document: MarkdownDocument

    package var source: SourceText { document.source }

    /// The text of the page's first heading of level 1; without one, its name.
    package var title: String {
        let heading = document.blocks.first { $0.kind == .heading(level: 1) }
        return heading.map(\.plainText).flatMap { $0.isEmpty ? nil : $0 } ?? name
    }

    init(name: String, path: String, document: MarkdownDocument) {
        self.name = name
        prefix = name
        self.path = path
        self.document = document
    }
}
