import Diagnostics
import Markdown

/// Writes text into a cell of a pipe table.
enum CellText {
    /// The bytes that replace a cell: in backticks if the cell is, or if the text would be read otherwise without them.
    static func bytes(_ text: String, in cell: PipeTable.Cell, of source: SourceText) -> [UInt8] {
        if text.isEmpty { return [] }
        let escaped = Array(text.replacing("|", with: "\\|").utf8)
        let edges = [escaped.first, escaped.last]
        let needsCode = edges.contains { $0 == space || $0 == UInt8(ascii: "\t") || $0 == backtick }
        var bytes = cell.isCode || needsCode ? code(escaped) : escaped
        // An empty cell may have no space around it.
        if cell.range.lowerBound > 0, source.bytes[cell.range.lowerBound - 1] == bar { bytes.insert(space, at: 0) }
        if cell.range.upperBound < source.bytes.count, source.bytes[cell.range.upperBound] == bar {
            bytes.append(space)
        }
        return bytes
    }

    /// A code span, with more backticks around it than it has in it.
    private static func code(_ text: [UInt8]) -> [UInt8] {
        let longest = text.split(whereSeparator: { $0 != backtick }).map(\.count).max() ?? 0
        let fence = Array(repeating: backtick, count: longest + 1)
        let isPadded = text.first == backtick || text.last == backtick || text.first == space && text.last == space
        let padding = isPadded ? [space] : []
        return fence + padding + text + padding + fence
    }

    private static let bar = UInt8(ascii: "|")
    private static let backtick = UInt8(ascii: "`")
    private static let space = UInt8(ascii: " ")
}
