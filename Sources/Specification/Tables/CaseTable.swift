import Diagnostics
import Markdown

/// A pipe table that is prose.
package struct ShownTable: Sendable {
    /// The file name of its page, without `.md`.
    package let page: String
    package let table: PipeTable
    /// The start of the table.
    package let source: SourceLocation
}

/// A table of cases: a case of each name in its column `case`.
package struct CaseTable: Sendable {
    package enum Column: Sendable, Hashable {
        /// The names of the cases.
        case name
        /// The values of a hole of the template.
        case hole(String)
        /// The values of a key, such as `proves`.
        case key(String)
    }

    /// The file name of its page, without `.md`.
    package let page: String
    package let template: String
    /// Nil for a column with an error.
    package let columns: [Column?]
    package let table: PipeTable
    /// How the site shows it closed at first; nil if it is shown open.
    package let fold: Fold?
    /// The start of the table.
    package let source: SourceLocation
}

/// The session of a case in a table: where each of its lines is from.
struct ExpandedSession: Sendable {
    struct Line: Sendable {
        let row: Int32
        /// Whether the line is from the template's first lines.
        let isFirst: Bool
        /// The index of the line in its template.
        let line: Int32
    }

    /// What the sessions of a table share.
    final class Table: Sendable {
        let table: PipeTable
        let nameColumn: Int
        /// The columns of the holes.
        let holes: [String: Int]
        let first: Template?
        let main: Template

        init(_ table: PipeTable, nameColumn: Int, holes: [String: Int], first: Template?, main: Template) {
            self.table = table
            self.nameColumn = nameColumn
            self.holes = holes
            self.first = first
            self.main = main
        }
    }

    let table: Table
    /// Never empty.
    let lines: [Line]

    /// The position of the cell that a column of a line is from, or else of the name in the row.
    func position(line number: Int, column: Int) -> SourcePosition {
        let line = self[number]
        let offset = offset(line, number, column) ?? name(inRow: Int(line.row)).lowerBound
        return table.table.source.position(at: offset)
    }

    /// The position of the cell that a column of a line is from, or else of the text in the template.
    func writtenPosition(line number: Int, column: Int) -> SourcePosition {
        if let offset = offset(self[number], number, column) { return table.table.source.position(at: offset) }
        return templatePosition(line: number, column: column)
    }

    /// The position in the template of a column of a line; the start of a hole for a column in what fills it.
    func templatePosition(line number: Int, column: Int) -> SourcePosition {
        let line = templateLine(self[number])
        var (read, written) = (1, 1)
        for piece in line.pieces {
            let length = text(of: piece, self[number]).unicodeScalars.count
            let isInside = column < read + length
            if isInside, case .text = piece { return line.place.position(column: written + column - read) }
            if isInside { break }
            read += length
            written += piece.text.unicodeScalars.count
        }
        return line.place.position(column: written)
    }

    /// The cell that is all of the output below a line of input; nil if the template writes some of it.
    func outputCell(belowInput number: Int) -> PipeTable.Cell? {
        let input = self[number]
        let template = template(of: input).lines.dropFirst(Int(input.line) + 1)
        guard let word = template.first?.onlyWord, let cell = cell(of: word, in: Int(input.row)) else { return nil }
        // Nothing, a blank line or the next prompt ends the output.
        guard case .text(let text)? = template.dropFirst().first?.pieces.first else {
            return template.dropFirst().first?.pieces.isEmpty ?? true ? cell : nil
        }
        return text.hasPrefix(">>>") || text.allSatisfy(\.isWhitespace) ? cell : nil
    }

    private subscript(number: Int) -> Line { lines[min(max(number, 1), lines.count) - 1] }

    private func template(of line: Line) -> Template { line.isFirst ? table.first ?? table.main : table.main }

    private func templateLine(_ line: Line) -> Template.Line { template(of: line).lines[Int(line.line)] }

    private func name(inRow row: Int) -> Range<Int> { table.table.rows[row].cells[table.nameColumn].content }

    private func cell(of word: String, in row: Int) -> PipeTable.Cell? {
        table.holes[word].map { table.table.rows[row].cells[$0] }
    }

    private func text(of piece: Template.Piece, _ line: Line) -> String {
        guard case .word(let word, _) = piece, let cell = cell(of: word, in: Int(line.row)) else { return piece.text }
        return table.table.text(of: cell)
    }

    /// The offset in the source of what fills a hole at a column; nil for the text of the template.
    private func offset(_ line: Line, _ number: Int, _ column: Int) -> Int? {
        guard number >= 1, number <= lines.count else { return nil }
        var left = column - 1
        for piece in templateLine(line).pieces {
            let length = text(of: piece, line).unicodeScalars.count
            if left < length {
                guard case .word(let word, _) = piece, let cell = cell(of: word, in: Int(line.row)) else { return nil }
                return table.table.offset(ofScalar: left, in: cell)
            }
            left -= length
        }
        return nil
    }
}
