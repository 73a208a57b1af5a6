extension MarkdownDocument {
    /// The tree as text, for tests and debugging: one node a line, indented by two spaces a level, blocks with their ranges.
    package func dump() -> String {
        var lines: [String] = []
        /// The ends of the subtrees that contain the current node.
        var ends: [Int] = []
        for (index, node) in tree.nodes.enumerated() {
            while let end = ends.last, end <= index { ends.removeLast() }
            let isBlock = node.kind.isBlock
            let label = isBlock ? Self.label(Block(tree: tree, index: index)) : Self.label(of: index, in: tree)
            lines.append(String(repeating: "  ", count: ends.count) + label)
            ends.append(Int(node.next))
        }
        return lines.joined(separator: "\n")
    }
}

// MARK: - Labels

extension MarkdownDocument {
    private static func label(_ block: Block) -> String {
        "\(name(of: block)) [\(block.start)-\(block.end)]" + details(of: block)
    }

    private static func name(of block: Block) -> String {
        switch block.kind {
        case .paragraph: "paragraph"
        case .heading(let level): "heading \(level)"
        case .list(let list): list.start == nil ? "bullet list" : "ordered list"
        case .item: "item"
        case .blockQuote: "block quote"
        case .codeBlock(let code): code.fence == nil ? "indented code" : "fenced code"
        case .htmlBlock: "html"
        case .thematicBreak: "thematic break"
        }
    }

    private static func details(of block: Block) -> String {
        switch block.kind {
        case .list(let list):
            let delimiter = list.delimiter.map { $0 == .period ? "." : ")" } ?? ""
            return (list.start.map { " \($0)\(delimiter)" } ?? "") + (list.isTight ? " tight" : " loose")
        case .codeBlock(let code):
            guard let fence = code.fence else { return " \(quoted(block.literal))" }
            let closed = fence.isClosed ? "" : " unclosed"
            return " \(fence.character)*\(fence.length)\(closed) \(quoted(code.info)) \(quoted(block.literal))"
        case .htmlBlock: return " \(quoted(block.literal))"
        default: return ""
        }
    }

    private static func label(of index: Int, in tree: Tree) -> String {
        switch Inline(tree: tree, index: index).kind {
        case .text(let text): "text \(quoted(text))"
        case .softBreak: "soft break"
        case .lineBreak: "line break"
        case .code(let text): "code \(quoted(text))"
        case .html(let text): "html \(quoted(text))"
        case .emphasis: "emphasis"
        case .strong: "strong"
        case .link(let url, let title): "link \(quoted(url)) \(quoted(title))"
        case .image(let url, let title): "image \(quoted(url)) \(quoted(title))"
        }
    }

    private static func quoted(_ text: String) -> String { text.debugDescription }
}
