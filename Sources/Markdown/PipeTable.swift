import Diagnostics

/// A pipe table, read from the lines of a paragraph by the rules of GitHub's Markdown: libcmark has no tables.
package struct PipeTable: Sendable {
    package struct Cell: Sendable, Hashable {
        /// The cell without the white space around it.
        package let range: Range<Int>
        /// The text between the backticks if the whole cell is in backticks; otherwise ``range``.
        package let content: Range<Int>

        package var isCode: Bool { range != content }
    }

    package struct Row: Sendable {
        package let cells: [Cell]
        /// The row's line without the white space around it.
        package let range: Range<Int>
    }

    package enum Alignment: Sendable, Hashable { case left, centre, right }

    /// Why a paragraph is not a table.
    package enum Problem: Error, Hashable {
        /// The second line is not made of dashes, colons and bars.
        case noDelimiterRow(header: Range<Int>)
        /// The delimiter row has another number of cells than the header.
        case unequalDelimiterRow(Range<Int>, cells: Int, header: Int)
    }

    package let source: SourceText
    package let header: Row
    /// Of each column; nil where the delimiter row has no colon.
    package let alignments: [Alignment?]
    package let rows: [Row]

    /// Reads a paragraph, in linear time. Rows may have more or fewer cells than the header.
    package init(_ paragraph: Block) throws(Problem) {
        source = paragraph.tree.source
        let lines = paragraph.lines
        let first = lines.first ?? paragraph.range
        header = Self.row(first, in: source.bytes)
        guard lines.count > 1, let alignments = Self.alignments(lines[1], in: source.bytes) else {
            throw .noDelimiterRow(header: first)
        }
        guard alignments.count == header.cells.count else {
            throw .unequalDelimiterRow(lines[1], cells: alignments.count, header: header.cells.count)
        }
        self.alignments = alignments
        rows = lines.dropFirst(2).map { [bytes = source.bytes] in Self.row($0, in: bytes) }
    }

    /// Whether a paragraph begins with a header and a delimiter row, so that other Markdown renderers show a table.
    package static func looksLikeTable(_ paragraph: Block) -> Bool {
        let bytes = paragraph.tree.source.bytes
        let lines = paragraph.lines(atMost: 2)
        guard lines.count == 2, bytes[lines[0]].contains(.bar) || bytes[lines[1]].contains(.bar) else { return false }
        return alignments(lines[1], in: bytes)?.count == row(lines[0], in: bytes).cells.count
    }
}

// MARK: - Cells

extension PipeTable {
    /// The text of a cell without its backticks, and with `\|` read as a bar.
    package func text(of cell: Cell) -> String {
        let bytes = source.bytes[cell.content]
        guard bytes.contains(.bar) else { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        for (index, byte) in zip(bytes.indices, bytes) where !isEscape(index, in: cell) { text.append(byte) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The offset in the source of a scalar (from 0) of a cell's text.
    package func offset(ofScalar number: Int, in cell: Cell) -> Int {
        var left = number
        for index in cell.content where source.bytes[index] & 0xC0 != 0x80 && !isEscape(index, in: cell) {
            if left == 0 { return index }
            left -= 1
        }
        return cell.content.upperBound
    }

    private func isEscape(_ index: Int, in cell: Cell) -> Bool {
        source.bytes[index] == .backslash && index + 1 < cell.content.upperBound && source.bytes[index + 1] == .bar
    }

    /// Splits a line at its bars. A bar after a backslash is text, also in code.
    private static func row(_ line: Range<Int>, in bytes: [UInt8]) -> Row {
        var cells: [Cell] = []
        var start = line.lowerBound
        if start < line.upperBound, bytes[start] == .bar { start += 1 }
        var index = start
        while index < line.upperBound {
            if bytes[index] == .bar, index == line.lowerBound || bytes[index - 1] != .backslash {
                cells.append(cell(start..<index, in: bytes))
                start = index + 1
            }
            index += 1
        }
        if start < line.upperBound { cells.append(cell(start..<line.upperBound, in: bytes)) }
        return Row(cells: cells, range: line)
    }

    private static func cell(_ range: Range<Int>, in bytes: [UInt8]) -> Cell {
        guard let first = bytes[range].firstIndex(where: { !$0.isBlank }),
            let last = bytes[range].lastIndex(where: { !$0.isBlank })
        else {
            let middle = min(range.lowerBound + 1, range.upperBound)
            return Cell(range: middle..<middle, content: middle..<middle)
        }
        let trimmed = first..<last + 1
        return Cell(range: trimmed, content: code(in: trimmed, of: bytes) ?? trimmed)
    }

    /// The content of a code span that takes a whole cell: without the backticks, and without a space at each end.
    private static func code(in range: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
        let fence = bytes[range].prefix { $0 == .backtick }.count
        guard fence > 0, range.count > 2 * fence else { return nil }
        let content = range.lowerBound + fence..<range.upperBound - fence
        guard bytes[content.upperBound..<range.upperBound].allSatisfy({ $0 == .backtick }) else { return nil }
        var run = 0
        for byte in bytes[content] {
            if byte == .backtick { run += 1 } else if run == fence { return nil } else { run = 0 }
        }
        // A run at the end of the content would be part of the closing one.
        guard run == 0 else { return nil }
        let isSpaced = bytes[content.lowerBound] == .space && bytes[content.upperBound - 1] == .space
        guard isSpaced, bytes[content].contains(where: { $0 != .space }) else { return content }
        return content.lowerBound + 1..<content.upperBound - 1
    }

    /// Nil if a line is not a delimiter row.
    private static func alignments(_ line: Range<Int>, in bytes: [UInt8]) -> [Alignment?]? {
        guard bytes[line].allSatisfy({ $0 == .dash || $0 == .colon || $0 == .bar || $0.isBlank }) else { return nil }
        var alignments: [Alignment?] = []
        for cell in row(line, in: bytes).cells {
            let text = bytes[cell.range]
            let (isLeft, isRight) = (text.first == .colon, text.last == .colon)
            let dashes = text.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
            guard !dashes.isEmpty, dashes.allSatisfy({ $0 == .dash }) else { return nil }
            alignments.append(isLeft && isRight ? .centre : isLeft ? .left : isRight ? .right : nil)
        }
        return alignments.isEmpty ? nil : alignments
    }
}

// MARK: - Lines

extension Block {
    /// The lines of a paragraph, without the markers of its containers and the white space around them.
    fileprivate var lines: [Range<Int>] { lines(atMost: .max) }

    fileprivate func lines(atMost limit: Int) -> [Range<Int>] {
        let source = tree.source
        let first = source.line(at: range.lowerBound)
        let last = source.line(at: max(range.lowerBound, range.upperBound - 1))
        return (first...max(first, last)).prefix(limit).map { line in
            var range = source.range(ofLine: line)
            if line == first { range = min(self.range.lowerBound, range.upperBound)..<range.upperBound }
            // No line of a paragraph begins with `>`: that would begin a quote.
            let start = source.bytes[range].firstIndex { !$0.isBlank && (line == first || $0 != .greater) }
            guard let start, let end = source.bytes[range].lastIndex(where: { !$0.isBlank }) else {
                return range.upperBound..<range.upperBound
            }
            return start..<max(start, end + 1)
        }
    }
}

extension UInt8 {
    fileprivate static let bar = UInt8(ascii: "|")
    fileprivate static let backslash = UInt8(ascii: "\\")
    fileprivate static let backtick = UInt8(ascii: "`")
    fileprivate static let dash = UInt8(ascii: "-")
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let greater = UInt8(ascii: ">")

    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
}
