import Diagnostics

/// A CommonMark 0.30 page as a tree of values, with the source position of every block.
package struct MarkdownDocument: Sendable {
    let tree: Tree

    /// The maximum nesting depth. Deeper containers are left out of the tree, and a diagnostic marks the first of them.
    package static let maximumDepth = 200

    /// Parses a page. Any bytes are a page; ``diagnostics`` reports what was replaced or left out.
    package init(path: String, bytes: [UInt8]) {
        self.init(source: SourceText(path: path, bytes: bytes))
    }

    package init(source: SourceText) {
        tree = CommonMarkReader.tree(of: source)
    }

    package var source: SourceText { tree.source }

    /// Encoding errors and too deep nesting, sorted by position.
    package var diagnostics: [Diagnostic] { tree.diagnostics }

    /// The top-level blocks.
    package var blocks: Blocks { Blocks(tree: tree, start: 0, end: tree.nodes.count) }

    /// All blocks, nested ones included, in document order.
    package var everyBlock: EveryBlock { EveryBlock(tree: tree) }

    /// The addresses of all links, in order.
    package var linkAddresses: [ArraySlice<UInt8>] {
        tree.nodes.filter { $0.kind == .link }.map { tree.strings[tree.literalRange(of: $0)] }
    }

    /// Whether both are copies of the same parsed page. O(1).
    package func isSame(as other: MarkdownDocument) -> Bool { tree === other.tree }
}
