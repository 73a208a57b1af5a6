import Diagnostics

/// Collects the nodes of a page's part in document order.
struct TreeBuilder {
    private let source: SourceText
    private let part: PagePart
    private var nodes: [Node] = []
    private var strings: [UInt8] = []
    /// The error of the first node that was nested too deeply.
    private var depthError: Diagnostic?
    /// The indices of the containers that are open.
    private var openNodes: [Int] = []
    /// The index of the last node that is not inside another.
    private var lastTopLevel: Int?
    /// Whether the last node is a text that a following text continues.
    private var endsInText = false
    /// Where the search for the next inline HTML begins.
    private var htmlCursor = 0

    init(source: SourceText, part: PagePart) {
        self.source = source
        self.part = part
        strings.reserveCapacity(part.range.count)
        nodes.reserveCapacity(part.range.count / 16)
    }

    func offset(line: Int, byteColumn: Int) -> UInt32 {
        UInt32(clamping: source.offset(line: line, byteColumn: byteColumn))
    }

    func finish() -> TreePart {
        TreePart(nodes: nodes, strings: strings, depthError: depthError, mayGoOn: mayGoOn)
    }

    /// Whether the part ends in fenced code that nothing closed, or in raw HTML.
    private var mayGoOn: Bool {
        guard let last = lastTopLevel.map({ nodes[$0] }) else { return false }
        return last.kind == .htmlBlock || last.flags.contains(.fenced) && !last.flags.contains(.closed)
    }
}

// MARK: - Adding nodes

extension TreeBuilder {
    /// Adds a node without children.
    mutating func add(_ node: Node) {
        var node = node
        node.stringStart = UInt32(clamping: strings.count)
        node.next = UInt32(clamping: nodes.count + 1)
        if openNodes.isEmpty { lastTopLevel = nodes.count }
        nodes.append(node)
        endsInText = false
    }

    /// Adds a node that what follows goes into, until ``close()``; false where it would be too deep.
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

    /// Adjacent texts become one: libcmark splits them at every character that might have been a mark.
    mutating func addText(_ append: (inout [UInt8]) -> Void) {
        if !endsInText { add(Node(kind: .text)) }
        appendString(append, to: \.stringCount)
        endsInText = true
    }

    /// Gives the last node its strings.
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
            at: start..<start + 1, "nested more than \(MarkdownDocument.maximumDepth) deep: the rest is left out")
    }
}

// MARK: - Places libcmark does not tell, or tells wrongly

extension TreeBuilder {
    /// Finds the last node, inline HTML, in the source: where libcmark says if it is there, else the next like it.
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

    /// Raw HTML ends with the last line of its literal.
    mutating func finishHTMLBlock(firstLine: Int) {
        let index = nodes.count - 1
        let range = source.range(ofLine: firstLine + max(lineCount(of: nodes[index]) - 1, 0))
        nodes[index].end = UInt32(clamping: range.upperBound)
    }

    /// Tells fenced from indented code, which libcmark does not, and finds the fences.
    mutating func finishCodeBlock(firstLine first: Int, lastLineOfContainer: Int?) {
        let index = nodes.count - 1
        var node = nodes[index]
        let opening = source.bytes[Int(node.start)..<source.range(ofLine: first).upperBound]
        let lines = lineCount(of: node)
        if isFenced(node, opening) {
            node.flags.insert(.fenced)
            node.number = UInt32(clamping: opening.prefix { $0 == opening.first }.count)
            let closing = first + lines + 1
            if closing <= min(lastLineOfContainer ?? part.lines.upperBound, part.lines.upperBound) {
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

    /// Indented code that begins like a fence repeats that line as its first; after a fence without an info string the
    /// same line would have been the closing fence.
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
