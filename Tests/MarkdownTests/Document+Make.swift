import Markdown

extension MarkdownDocument {
    static func make(_ text: String) -> MarkdownDocument { MarkdownDocument(path: "page.md", bytes: Array(text.utf8)) }

    /// All blocks in document order.
    var allBlocks: [Block] {
        var result: [Block] = []
        var waiting = Array(blocks.reversed())
        while let block = waiting.popLast() {
            result.append(block)
            waiting += block.children.reversed()
        }
        return result
    }

    /// The first fenced block.
    var fencedBlock: Block? {
        allBlocks.first {
            if case .codeBlock(let code) = $0.kind { code.fence != nil } else { false }
        }
    }
}
