import Diagnostics

extension PipeTable {
    /// A cell as HTML, and its text without markup.
    package struct RenderedCell: Sendable {
        package let html: [UInt8]
        package let text: String
    }

    /// The cells of the header and of the rows as HTML, in as many columns as the header has.
    ///
    /// - Parameter definitions: what links by reference in the cells refer to; see
    ///   ``MarkdownDocument/linkDefinitionLines``. Called only if a cell may have such a link.
    package func renderedCells(_ customs: any HTMLCustoms, definitions: () -> [UInt8]) -> [[RenderedCell]] {
        let width = header.cells.count
        let lines = [header] + rows
        var text: [UInt8] = []
        for row in lines {
            for column in 0..<width {
                // A heading holds inlines alone, and is read as a cell is.
                text += "# ".utf8
                if column < row.cells.count { text += markup(of: row.cells[column]) }
                text += " #\n".utf8
            }
        }
        if text.contains(UInt8(ascii: "[")) { text += definitions() }
        let document = MarkdownDocument(path: source.path, bytes: text)
        let cells = document.blocks.prefix(width * lines.count).map {
            RenderedCell(html: HTMLRenderer.renderInlines(of: $0, customs).bytes, text: $0.plainText)
        }
        return stride(from: 0, to: cells.count, by: max(width, 1)).map {
            Array(cells[$0..<min($0 + width, cells.count)])
        }
    }

    /// A cell as written, with `\|` read as a bar.
    private func markup(of cell: Cell) -> [UInt8] {
        Array(text(of: Cell(range: cell.range, content: cell.range)).utf8)
    }
}

extension MarkdownDocument {
    /// The lines that define links for references, such as `[docs]: https://example.org`; those in code and HTML are not
    /// among them. Takes one walk through the document.
    package var linkDefinitionLines: [UInt8] {
        let literal = blocks.filter { block in
            switch block.kind {
            case .codeBlock, .htmlBlock: true
            default: false
            }
        }.map { $0.start.line...$0.end.line }
        var next = 0
        var lines: [UInt8] = []
        for line in 1...max(1, source.lineCount) {
            while next < literal.count, literal[next].upperBound < line { next += 1 }
            if next < literal.count, literal[next].contains(line) { continue }
            let text = source.bytes[source.range(ofLine: line)]
            guard text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]")),
                close + 1 < text.endIndex, text[close + 1] == UInt8(ascii: ":")
            else { continue }
            lines += [0x0A] + text + [0x0A]
        }
        return lines
    }
}
