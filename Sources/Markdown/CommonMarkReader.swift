import CCMark
import Diagnostics
import Glibc

/// Parses a page with libcmark and copies its tree into values. No pointer leaves this file.
enum CommonMarkReader {
    static func tree(of source: SourceText) -> Tree {
        var builder = TreeBuilder(source: source)
        if let page = ParsedPage(source.bytes) { page.copy(into: &builder) }
        return builder.finish()
    }
}

// MARK: - Owning libcmark's tree

@safe private struct ParsedPage: ~Copyable {
    private let root: OpaquePointer

    init?(_ bytes: [UInt8]) {
        let parsed = unsafe bytes.withUnsafeBytes { buffer in
            unsafe cmark_parse_document(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, CMARK_OPT_DEFAULT)
        }
        guard let root = unsafe parsed else { return nil }
        unsafe self.root = root
    }

    deinit { unsafe cmark_node_free(root) }

    /// Copies without recursion: libcmark's iterator keeps its own position.
    func copy(into builder: inout TreeBuilder) {
        guard let iterator = unsafe cmark_iter_new(root) else { return }
        defer { unsafe cmark_iter_free(iterator) }
        while true {
            let event = unsafe cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator) else { return }
            if unsafe node == root { continue }
            if event == CMARK_EVENT_EXIT {
                builder.close()
            } else if unsafe !enter(node, &builder) {
                unsafe cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT)
            }
        }
    }
}

// MARK: - Copying one node

extension ParsedPage {
    /// Copies a node; returns false where it is nested too deeply and was left out with its children.
    private func enter(_ node: OpaquePointer, _ builder: inout TreeBuilder) -> Bool {
        let type = unsafe cmark_node_get_type(node)
        switch type {
        case CMARK_NODE_TEXT: builder.addText { unsafe append(cmark_node_get_literal(node), to: &$0) }
        case CMARK_NODE_SOFTBREAK: builder.add(Node(kind: .softBreak))
        case CMARK_NODE_LINEBREAK: builder.add(Node(kind: .lineBreak))
        case CMARK_NODE_CODE: unsafe addLiteral(node, Node(kind: .code), &builder)
        case CMARK_NODE_HTML_INLINE:
            unsafe addLiteral(node, Node(kind: .html), &builder)
            unsafe builder.placeHTML(line: line(node), byteColumn: column(node))
        case CMARK_NODE_CODE_BLOCK:
            unsafe addLiteral(node, block(.codeBlock, node, builder), &builder)
            unsafe builder.finishCodeBlock(firstLine: line(node), lastLineOfContainer: lastLineOfContainer(node))
        case CMARK_NODE_HTML_BLOCK:
            unsafe addLiteral(node, block(.htmlBlock, node, builder), &builder)
            unsafe builder.finishHTMLBlock(firstLine: line(node))
        case CMARK_NODE_THEMATIC_BREAK: unsafe builder.add(block(.thematicBreak, node, builder))
        default: return unsafe open(node, type, &builder)
        }
        return true
    }

    private func open(_ node: OpaquePointer, _ type: cmark_node_type, _ builder: inout TreeBuilder) -> Bool {
        switch type {
        case CMARK_NODE_BLOCK_QUOTE: return unsafe builder.open(block(.blockQuote, node, builder))
        case CMARK_NODE_LIST: return unsafe builder.open(list(node, builder))
        case CMARK_NODE_ITEM: return unsafe builder.open(block(.item, node, builder))
        case CMARK_NODE_HEADING:
            var heading = unsafe block(.heading, node, builder)
            heading.level = unsafe UInt8(clamping: cmark_node_get_heading_level(node))
            return builder.open(heading)
        case CMARK_NODE_EMPH: return builder.open(Node(kind: .emphasis))
        case CMARK_NODE_STRONG: return builder.open(Node(kind: .strong))
        case CMARK_NODE_LINK: return unsafe openLink(node, .link, &builder)
        case CMARK_NODE_IMAGE: return unsafe openLink(node, .image, &builder)
        default: return unsafe builder.open(block(.paragraph, node, builder))
        }
    }

    private func openLink(_ node: OpaquePointer, _ kind: Node.Kind, _ builder: inout TreeBuilder) -> Bool {
        guard builder.open(Node(kind: kind)) else { return false }
        builder.setStrings(
            first: { unsafe append(cmark_node_get_url(node), to: &$0) },
            second: { unsafe append(cmark_node_get_title(node), to: &$0) })
        return true
    }

    private func list(_ node: OpaquePointer, _ builder: borrowing TreeBuilder) -> Node {
        var list = unsafe block(.list, node, builder)
        if unsafe cmark_node_get_list_tight(node) != 0 { list.flags.insert(.tight) }
        if unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
            list.flags.insert(.ordered)
            list.number = unsafe UInt32(clamping: cmark_node_get_list_start(node))
            if unsafe cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM { list.flags.insert(.parenthesis) }
        }
        return list
    }

    private func addLiteral(_ node: OpaquePointer, _ value: Node, _ builder: inout TreeBuilder) {
        builder.add(value)
        builder.setStrings(
            first: { unsafe append(cmark_node_get_literal(node), to: &$0) },
            second: { unsafe append(cmark_node_get_fence_info(node), to: &$0) })
    }

    private func block(_ kind: Node.Kind, _ node: OpaquePointer, _ builder: borrowing TreeBuilder) -> Node {
        var block = Node(kind: kind)
        block.start = unsafe builder.offset(line: line(node), byteColumn: column(node))
        block.end = unsafe builder.offset(
            line: endLine(node), byteColumn: Int(cmark_node_get_end_column(node)) + 1)
        return block
    }

    private func line(_ node: OpaquePointer) -> Int { unsafe Int(cmark_node_get_start_line(node)) }

    private func endLine(_ node: OpaquePointer) -> Int { unsafe Int(cmark_node_get_end_line(node)) }

    private func column(_ node: OpaquePointer) -> Int { unsafe Int(cmark_node_get_start_column(node)) }

    /// The last line of the node's container; nil at the top level.
    private func lastLineOfContainer(_ node: OpaquePointer) -> Int? {
        guard let parent = unsafe cmark_node_parent(node), unsafe parent != root else { return nil }
        return unsafe endLine(parent)
    }

    private func append(_ string: UnsafePointer<CChar>?, to bytes: inout [UInt8]) {
        guard let string = unsafe string else { return }
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: string, count: strlen(string)))
    }
}
