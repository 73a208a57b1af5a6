/// Renders a page as HTML as the `cmark` program does, except that raw HTML is omitted and that ``HTMLCustoms`` apply.
package struct HTMLRenderer {
    private let customs: any HTMLCustoms
    private var html: HTMLWriter
    private let tree: Tree
    /// The open containers and inlines.
    private var open: [Open] = []

    private struct Open {
        let index: Int
        let end: Int
        /// Whether its paragraphs are written without tags.
        let isTight: Bool
        /// Whether it has tags: only the text of a refused link is written.
        var hasTags = true
    }

    /// Renders a page, in linear time.
    package static func render(_ document: MarkdownDocument, _ customs: any HTMLCustoms) -> HTMLWriter {
        var renderer = Self(document.tree, customs)
        renderer.render(0..<document.tree.nodes.count)
        return renderer.html
    }

    /// Renders the inlines of a block, without the block's own tags.
    package static func renderInlines(of block: Block, _ customs: any HTMLCustoms) -> HTMLWriter {
        var renderer = Self(block.tree, customs)
        renderer.render(block.index + 1..<Int(block.node.next))
        return renderer.html
    }

    private init(_ tree: Tree, _ customs: any HTMLCustoms) {
        self.tree = tree
        self.customs = customs
        html = HTMLWriter()
    }

    private mutating func render(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            while let last = open.last, last.end <= index { close() }
            index = write(index)
        }
        while !open.isEmpty { close() }
    }
}

// MARK: - Nodes

extension HTMLRenderer {
    /// Writes the beginning of a node. Returns the index of the node to write next.
    private mutating func write(_ index: Int) -> Int {
        let node = tree.nodes[index]
        switch node.kind {
        case .text: html.text(literal(node))
        case .softBreak: html.raw(UInt8(ascii: "\n"))
        case .lineBreak: html.raw("<br />\n")
        case .code: element("code", literal(node))
        case .html: html.raw("<!-- raw HTML omitted -->")
        case .emphasis: begin(index, "<em>")
        case .strong: begin(index, "<strong>")
        case .link: beginLink(index)
        case .image: return image(index)
        default: return write(Block(tree: tree, index: index), node)
        }
        return index + 1
    }

    private mutating func write(_ block: Block, _ node: Node) -> Int {
        if node.kind != .paragraph || !isTight { html.endLine() }
        if customs.replaces(block, &html) { return Int(node.next) }
        switch node.kind {
        case .heading: begin(block, headingNames[Int(node.level) % 7])
        case .list: beginList(block, node)
        case .item: begin(block, "li", isTight: isTight)
        case .blockQuote:
            begin(block, "blockquote")
            html.raw(UInt8(ascii: "\n"))
        case .codeBlock: codeBlock(block, node)
        case .htmlBlock: html.raw("<!-- raw HTML omitted -->\n")
        case .thematicBreak: html.raw("<hr />\n")
        default:
            if isTight { begin(block.index, "") } else { begin(block, "p") }
        }
        return block.index + 1
    }

    /// Whether the next node is directly in a tight list or in one of its items.
    private var isTight: Bool { open.last?.isTight ?? false }

    private func literal(_ node: Node) -> ArraySlice<UInt8> { tree.strings[tree.literalRange(of: node)] }

    private mutating func element(_ name: String, _ text: ArraySlice<UInt8>) {
        html.raw("<")
        html.raw(name)
        html.raw(">")
        html.text(text)
        html.raw("</")
        html.raw(name)
        html.raw(">")
    }

    private mutating func begin(_ index: Int, _ tag: String, isTight: Bool = false) {
        html.raw(tag)
        open.append(Open(index: index, end: Int(tree.nodes[index].next), isTight: isTight))
    }

    private mutating func begin(_ block: Block, _ name: String, isTight: Bool = false) {
        html.raw("<")
        begin(block.index, name, isTight: isTight)
        customs.writeAttributes(of: block, &html)
        html.raw(UInt8(ascii: ">"))
    }

    private mutating func beginList(_ block: Block, _ node: Node) {
        let isOrdered = node.flags.contains(.ordered)
        let name = !isOrdered ? "ul" : node.number == 1 ? "ol" : "ol start=\"\(node.number)\""
        begin(block, name, isTight: node.flags.contains(.tight))
        html.raw(UInt8(ascii: "\n"))
    }

    private mutating func codeBlock(_ block: Block, _ node: Node) {
        let start = tree.literalRange(of: node).upperBound
        let language = tree.strings[start..<start + Int(node.extraCount)].prefix { !Self.isSpace($0) }
        html.raw("<pre><code")
        if node.extraCount > 0 {
            html.raw(" class=\"language-")
            html.text(language)
            html.raw("\"")
        }
        html.raw(">")
        html.text(literal(node))
        html.raw("</code></pre>\n")
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

// MARK: - Ends

extension HTMLRenderer {
    private mutating func close() {
        guard let closing = open.popLast(), closing.hasTags else { return }
        let node = tree.nodes[closing.index]
        switch node.kind {
        case .emphasis: html.raw("</em>")
        case .strong: html.raw("</strong>")
        case .link: html.raw("</a>")
        case .heading: end(closing, headingNames[Int(node.level) % 7])
        case .list: end(closing, node.flags.contains(.ordered) ? "ol" : "ul")
        case .item: end(closing, "li")
        case .blockQuote:
            html.endLine()
            end(closing, "blockquote")
        case .paragraph: if !isTight { end(closing, "p") }
        default: break
        }
    }

    private mutating func end(_ closing: Open, _ name: String) {
        let block = Block(tree: tree, index: closing.index)
        customs.finish(block, &html)
        html.raw("</")
        html.raw(name)
        html.raw(">\n")
        customs.writeAfter(block, &html)
    }
}

// MARK: - Addresses

extension HTMLRenderer {
    private mutating func beginLink(_ index: Int) {
        let node = tree.nodes[index]
        let destination = customs.destination(of: literal(node), isImage: false)
        if case .refused = destination {
            return open.append(Open(index: index, end: Int(node.next), isTight: false, hasTags: false))
        }
        begin(index, "<a")
        writeAddress(literal(node), destination, "href")
        writeTitle(node)
        html.raw(">")
    }

    /// Writes an image with its plain text as the `alt` attribute, or only the text of a refused image.
    private mutating func image(_ index: Int) -> Int {
        let node = tree.nodes[index]
        let destination = customs.destination(of: literal(node), isImage: true)
        if case .refused = destination {
            writePlainText(index)
            return Int(node.next)
        }
        html.raw("<img")
        writeAddress(literal(node), destination, "src")
        html.raw(" alt=\"")
        writePlainText(index)
        html.raw("\"")
        writeTitle(node)
        html.raw(" />")
        return Int(node.next)
    }

    private mutating func writeAddress(_ written: ArraySlice<UInt8>, _ destination: HTMLDestination, _ name: String) {
        html.raw(" \(name)=\"")
        if case .other(let address) = destination { html.address(address) } else { html.address(written) }
        html.raw("\"")
    }

    private mutating func writeTitle(_ node: Node) {
        guard node.extraCount > 0 else { return }
        let start = tree.literalRange(of: node).upperBound
        html.raw(" title=\"")
        html.text(tree.strings[start..<start + Int(node.extraCount)])
        html.raw("\"")
    }

    private mutating func writePlainText(_ index: Int) {
        for node in tree.nodes[index + 1..<Int(tree.nodes[index].next)] {
            switch node.kind {
            case .text, .code, .html: html.text(literal(node))
            case .softBreak, .lineBreak: html.raw(UInt8(ascii: " "))
            default: break
            }
        }
    }
}

/// By level, from 1.
private let headingNames = ["", "h1", "h2", "h3", "h4", "h5", "h6"]
