/// A piece of the text of a paragraph or a heading: a view into the page's tree, as ``Block`` is.
package struct Inline: Sendable {
    let tree: Tree
    let index: Int

    package enum Kind: Sendable, Hashable {
        case text(String)
        case softBreak
        case lineBreak
        case code(String)
        case html(String)
        case emphasis
        case strong
        case link(url: String, title: String)
        case image(url: String, title: String)
    }

    package var kind: Kind {
        let node = tree.nodes[index]
        switch node.kind {
        case .softBreak: return .softBreak
        case .lineBreak: return .lineBreak
        case .code: return .code(tree.literal(of: node))
        case .html: return .html(tree.literal(of: node))
        case .emphasis: return .emphasis
        case .strong: return .strong
        case .link: return .link(url: tree.literal(of: node), title: tree.extra(of: node))
        case .image: return .image(url: tree.literal(of: node), title: tree.extra(of: node))
        default: return .text(tree.literal(of: node))
        }
    }

    /// Whether ``kind`` is strong.
    package var isStrong: Bool { tree.nodes[index].kind == .strong }

    /// The inlines in emphasis, strong, a link or an image; empty for other inlines.
    package var children: Inlines { Inlines(tree: tree, start: index + 1, end: Int(tree.nodes[index].next)) }

    /// The range of raw HTML in the source, in bytes; nil for other inlines.
    package var htmlRange: Range<Int>? {
        let node = tree.nodes[index]
        guard node.kind == .html, node.end > node.start else { return nil }
        return Int(node.start)..<Int(node.end)
    }

    /// The text without markup and raw HTML, with spaces for line breaks.
    package var plainText: String { tree.plainText(from: index, to: Int(tree.nodes[index].next)) }
}

extension Tree {
    func plainText(from start: Int, to end: Int) -> String {
        var bytes: [UInt8] = []
        for node in nodes[start..<end] {
            switch node.kind {
            case .text, .code: bytes.append(contentsOf: strings[literalRange(of: node)])
            case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
            default: break
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
