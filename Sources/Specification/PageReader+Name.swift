import Markdown

// MARK: - The name of the page

extension PageReader {
    /// Reads the mark `page` if it is the first block.
    mutating func readPageName() {
        guard let block = draft.page.document.blocks.first, block.kind == .htmlBlock else { return }
        var reader = MarkReader(source: draft.page.source)
        // Its errors are reported when the block is read with the others.
        guard case .mark(let mark) = reader.read(block), mark.name == .page else { return }
        nameMark = mark
        if let name = keys.readID(of: mark) { draft.page.prefix = name.text }
    }

    /// Reports a mark `page` that is not the first block.
    mutating func reportMisplacedName(_ mark: Mark) {
        if let first = nameMark {
            if first.place == mark.place { return }
            report(mark.place, "the page is named twice", note: "the first is at \(place(first.place))")
        } else {
            report(mark.place, "`page` must be the first block of the file")
        }
    }
}
