import Diagnostics

/// A block of a page: a view into the page's tree, which it retains.
package struct Block: Sendable {
    let tree: Tree
    let index: Int

    package enum Kind: Sendable, Hashable {
        case paragraph
        /// The level is 1...6.
        case heading(level: Int)
        case list(List)
        case item
        case blockQuote
        case codeBlock(CodeBlock)
        /// Raw HTML: ``Block/literal``.
        case htmlBlock
        case thematicBreak
    }

    package struct List: Sendable, Hashable {
        /// The number of an ordered list's first item; nil for a bullet list.
        package let start: Int?
        /// Whether paragraphs are rendered without `<p>`, and so without space between them.
        package let isTight: Bool
        /// The character after an ordered list's numbers: `.` or `)`.
        package let delimiter: Delimiter?
    }

    package enum Delimiter: Sendable, Hashable { case period, parenthesis }

    package struct CodeBlock: Sendable, Hashable {
        /// The words after the opening fence, with escapes resolved.
        package let info: String
        /// Nil for an indented code block.
        package let fence: Fence?

        /// The first word of the info string.
        package var language: Substring {
            info[..<(info.utf8.firstIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? info.endIndex)]
        }
    }

    package struct Fence: Sendable, Hashable {
        package let character: Character
        /// The length of the opening fence, at least 3.
        package let length: Int
        /// Whether a closing fence ends the block, and not the end of its container or of the page.
        package let isClosed: Bool
    }

    package var kind: Kind {
        let node = node
        switch node.kind {
        case .heading: return .heading(level: Int(node.level))
        case .list: return .list(list)
        case .item: return .item
        case .blockQuote: return .blockQuote
        case .codeBlock: return .codeBlock(codeBlock)
        case .htmlBlock: return .htmlBlock
        case .thematicBreak: return .thematicBreak
        default: return .paragraph
        }
    }

    /// The level of a heading, from 1; nil for other blocks.
    package var headingLevel: Int? {
        let node = node
        return node.kind == .heading ? Int(node.level) : nil
    }

    /// The block's range in the source, in bytes; see ``SourceText``.
    package var range: Range<Int> { Int(node.start)..<max(Int(node.start), Int(node.end)) }

    /// The position of the first character that is not white space.
    package var start: SourcePosition { tree.source.position(at: range.lowerBound) }

    /// The position after the last character.
    package var end: SourcePosition { tree.source.position(at: range.upperBound) }

    /// The blocks in a list, an item or a block quote; empty for other blocks.
    package var children: Blocks { Blocks(tree: tree, start: index + 1, end: Int(node.next)) }

    /// The text of a paragraph or a heading; empty for other blocks.
    package var inlines: Inlines { Inlines(tree: tree, start: index + 1, end: Int(node.next)) }

    /// The addresses of the links and images in a paragraph or a heading, in order; empty for other blocks.
    package var addresses: [String] {
        guard [.paragraph, .heading].contains(node.kind) else { return [] }
        return tree.nodes[(index + 1)..<Int(node.next)].filter { $0.kind == .link || $0.kind == .image }
            .map(tree.literal)
    }

    /// The lines of a code block or of raw HTML, each ended by `\n`; empty for other blocks.
    package var literal: String { tree.literal(of: node) }

    /// ``literal`` in UTF-8.
    package var literalBytes: ArraySlice<UInt8> { tree.strings[tree.literalRange(of: node)] }

    /// The text without markup and raw HTML, with spaces for line breaks.
    package var plainText: String { tree.plainText(from: index + 1, to: Int(node.next)) }
}

// MARK: - Unpacking

extension Block {
    var node: Node { tree.nodes[index] }

    private var list: List {
        let node = node
        let isOrdered = node.flags.contains(.ordered)
        return List(
            start: isOrdered ? Int(node.number) : nil, isTight: node.flags.contains(.tight),
            delimiter: isOrdered ? (node.flags.contains(.parenthesis) ? .parenthesis : .period) : nil)
    }

    private var codeBlock: CodeBlock {
        let node = node
        guard node.flags.contains(.fenced) else { return CodeBlock(info: "", fence: nil) }
        let character: Character = tree.source.bytes[Int(node.start)] == UInt8(ascii: "~") ? "~" : "`"
        let fence = Fence(
            character: character, length: Int(node.number), isClosed: node.flags.contains(.closed))
        return CodeBlock(info: tree.extra(of: node), fence: fence)
    }
}
