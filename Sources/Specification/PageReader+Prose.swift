import Diagnostics
import Markdown

// MARK: - Bold words outside rules

extension PageReader {
    /// Reports bold words such as **must** in paragraphs without a mark, on a page that has rules: the mark may be missing.
    mutating func checkProse() {
        guard !draft.rules.isEmpty else { return }
        for block in prose {
            for word in Rule.Level.boldWords(in: block.inlines) {
                report(
                    place(of: word, in: block), "**\(word)** is outside a rule",
                    note: "put `<!-- rule: ID -->` above the sentence, or write *\(word)* where it is no rule")
            }
        }
        prose = []
    }

    /// The range of a bold word's first occurrence; the beginning of the block if it goes over two lines.
    private func place(of word: String, in block: Block) -> Range<Int> {
        let bytes = draft.page.source.bytes
        for mark in ["**", "__"] {
            let wanted = Array("\(mark)\(word)\(mark)".utf8)
            if let start = bytes.firstIndex(of: wanted, from: block.range.lowerBound, to: block.range.upperBound) {
                return start..<start + wanted.count
            }
        }
        return block.range.lowerBound..<block.range.lowerBound + 1
    }
}
