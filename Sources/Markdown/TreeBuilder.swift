import Diagnostics

/// Collects the nodes of a page in document order.
struct TreeBuilder {
    private let source: SourceText
    private var nodes: [Node] = []
    private var strings: [UInt8] = []
    /// The diagnostic for the first node that was nested too deeply.
    private var depthError: Diagnostic?
    /// The indices of the open containers.
    private var openNodes: [Int] = []
    /// Whether the last node is a text that a following text is appended to.
    private var endsInText = false
    /// The offset where the search for the next inline HTML begins.
    private var htmlCursor = 0

    init(source: SourceText) { self.source = source }

    func offset(line: Int, byteColumn: Int) -> UInt32 {
        UInt32(clamping: source.offset(line: line, byteColumn: byteColumn))
    }

    func finish() -> Tree { Tree(source: source, nodes: nodes, strings: strings, depthError: depthError) }
}

// MARK: - Adding nodes

extension TreeBuilder {
    /// Adds a node without children.
    mutating func add(_ node: Node) {
        var node = node
        node.stringStart = UInt32(clamping: strings.count)
        node.next = UInt32(clamping: nodes.count + 1)
        nodes.append(node)
        endsInText = false
    }

    /// Adds a container: what follows is added inside it until ``close()``. Returns false where it would be too deep.
    mutating func open(_ node: Node) -> Bool {
        guard openNodes.count < MarkdownDocument.maximumDepth else {
            reportDepth(node)
            return false
        }
        add(node)
        openNodes.append(nodes.count - 1)
        return true
    }

    mutating func close() {
        guard let index = openNodes.popLast() else { return }
        nodes[index].next = UInt32(clamping: nodes.count)
        endsInText = false
    }

    /// Adds text, merged with a text right before it: libcmark splits text at every character that could be markup.
    mutating func addText(_ append: (inout [UInt8]) -> Void) {
        if !endsInText { add(Node(kind: .text)) }
        appendString(append, to: \.stringCount)
        endsInText = true
    }

    /// Sets the strings of the last node.
    mutating func setStrings(first: (inout [UInt8]) -> Void, second: (inout [UInt8]) -> Void) {
        appendString(first, to: \.stringCount)
        appendString(second, to: \.extraCount)
    }

    private mutating func appendString(
        _ append: (inout [UInt8]) -> Void, to count: WritableKeyPath<Node, UInt32>
    ) {
        let before = strings.count
        append(&strings)
        nodes[nodes.count - 1][keyPath: count] += UInt32(clamping: strings.count - before)
    }

    private mutating func reportDepth(_ node: Node) {
        guard depthError == nil else { return }
        let block = openNodes.last { nodes[$0].kind.isBlock }
        let start = node.kind.isBlock ? Int(node.start) : block.map { Int(nodes[$0].start) } ?? 0
        depthError = source.diagnostic(
            at: start..<start + 1,
            "nested more than \(MarkdownDocument.maximumDepth) levels deep: deeper content is ignored")
    }
}

// MARK: - Positions that libcmark lacks or gets wrong

extension TreeBuilder {
    /// Sets the position of the last node, inline HTML: libcmark's if the source has it there, else its next occurrence.
    mutating func placeHTML(line: Int, byteColumn: Int) {
        let index = nodes.count - 1
        let literal = strings[literalRange(of: nodes[index])].prefix { $0 != 0x0A && $0 != 0x0D }
        let said = source.offset(line: line, byteColumn: byteColumn)
        let block = openNodes.last { nodes[$0].kind.isBlock }.map { nodes[$0] }
        let end = block.map { min(Int($0.end), source.bytes.count) } ?? source.bytes.count
        htmlCursor = max(htmlCursor, block.map { Int($0.start) } ?? 0)
        var place: Int? = source.bytes[min(said, end)..<end].starts(with: literal) ? said : nil
        var candidate = htmlCursor
        while place == nil, candidate < end {
            if source.bytes[candidate] == UInt8(ascii: "<"), source.bytes[candidate..<end].starts(with: literal) {
                place = candidate
            }
            candidate += 1
        }
        htmlCursor = max(htmlCursor, place.map { $0 + max(literal.count, 1) } ?? end)
        guard let place else { return }
        nodes[index].start = UInt32(clamping: place)
        nodes[index].end = UInt32(clamping: place + literal.count)
    }

    /// Sets the end of the last node, raw HTML, to the end of its literal's last line.
    mutating func finishHTMLBlock(firstLine: Int) {
        let index = nodes.count - 1
        let range = source.range(ofLine: firstLine + max(lineCount(of: nodes[index]) - 1, 0))
        nodes[index].end = UInt32(clamping: range.upperBound)
    }

    /// Marks the last node as fenced or indented code, which libcmark does not distinguish, and sets its end.
    mutating func finishCodeBlock(firstLine first: Int, lastLineOfContainer: Int?) {
        let index = nodes.count - 1
        var node = nodes[index]
        let opening = source.bytes[Int(node.start)..<source.range(ofLine: first).upperBound]
        let lines = lineCount(of: node)
        if isFenced(node, opening) {
            node.flags.insert(.fenced)
            node.number = UInt32(clamping: opening.prefix { $0 == opening.first }.count)
            let closing = first + lines + 1
            if closing <= min(lastLineOfContainer ?? source.lineCount, source.lineCount) {
                node.flags.insert(.closed)
                node.end = UInt32(clamping: source.range(ofLine: closing).upperBound)
            } else {
                node.end = UInt32(clamping: source.range(ofLine: closing - 1).upperBound)
            }
        } else {
            node.end = UInt32(clamping: source.range(ofLine: first + max(lines - 1, 0)).upperBound)
        }
        nodes[index] = node
    }

    /// Whether a code block is fenced. Indented code whose first line looks like a fence has that line in its literal; fenced
    /// code without an info string cannot, since that line would have closed it.
    private func isFenced(_ node: Node, _ opening: ArraySlice<UInt8>) -> Bool {
        guard let character = opening.first, character == UInt8(ascii: "`") || character == UInt8(ascii: "~"),
            opening.starts(with: repeatElement(character, count: 3))
        else { return false }
        if node.extraCount > 0 { return true }
        let firstLine = strings[literalRange(of: node)].prefix { $0 != 0x0A }
        return !firstLine.elementsEqual(opening)
    }

    private func lineCount(of node: Node) -> Int {
        var count = 0
        for byte in strings[literalRange(of: node)] where byte == 0x0A { count &+= 1 }
        return count
    }

    private func literalRange(of node: Node) -> Range<Int> {
        Int(node.stringStart)..<Int(node.stringStart) + Int(node.stringCount)
    }
}
