import Diagnostics

/// A CommonMark 0.30 page as a tree of values, every block with its place in the source.
package struct MarkdownDocument: Sendable {
    let tree: Tree

    /// Containers nested deeper than this are left out of the tree, with an error that names the first of them.
    package static let maximumDepth = 200

    /// Parses a page. Every sequence of bytes is a page; what was replaced or left out is told in ``diagnostics``.
    package init(path: String, bytes: [UInt8]) {
        self.init(source: SourceText(path: path, bytes: bytes))
    }

    package init(source: SourceText) {
        self.init(source: source, partSize: PagePart.usualSize)
    }

    init(source: SourceText, partSize: Int) {
        tree = CommonMarkReader.tree(of: source, partSize: partSize)
    }

    package var source: SourceText { tree.source }

    /// Errors in the encoding and in the depth, in the order of their places.
    package var diagnostics: [Diagnostic] { tree.diagnostics }

    /// The blocks that are not inside others.
    package var blocks: Blocks { Blocks(tree: tree, start: 0, end: tree.nodes.count) }

    /// All blocks, those inside others too, in the order in which they begin.
    package var everyBlock: EveryBlock { EveryBlock(tree: tree) }

    /// The addresses of all links, in order.
    package var linkAddresses: [ArraySlice<UInt8>] {
        tree.nodes.filter { $0.kind == .link }.map { tree.strings[tree.literalRange(of: $0)] }
    }

    /// Whether both are of one reading of one page; takes no time.
    package func isSame(as other: MarkdownDocument) -> Bool { tree === other.tree }
}
