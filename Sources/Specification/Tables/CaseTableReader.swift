import Diagnostics
import Markdown

/// Reads the rows of a table of cases: expands the template, and reports each error at its cell.
struct CaseTableReader {
    private let page: Page
    private let table: PipeTable
    private let marked: KeyReader.MarkedKeys
    private let nearestRule: Sections.NearestRule
    private(set) var keys: KeyReader
    /// Nil for a column that cannot be read.
    private(set) var columns: [CaseTable.Column?] = []
    /// The holes, each with its column.
    private(set) var holes: [String: Int] = [:]
    private(set) var cases: [CaseDraft] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The case whose rows are being read.
    private var open: OpenCase?
    private var nameColumn: Int?

    private struct OpenCase {
        let name: PageToken
        let id: PageToken?
        let keys: CaseKeys
        /// The row that its keys are from.
        let row: PipeTable.Row
        var session: SessionWriter?
    }

    init(
        _ table: PipeTable, on page: Page, _ marked: KeyReader.MarkedKeys, nearestRule: Sections.NearestRule,
        _ keys: KeyReader
    ) {
        self.page = page
        self.table = table
        self.marked = marked
        self.nearestRule = nearestRule
        self.keys = keys
        readHeader()
    }

    /// Reads the rows.
    ///
    /// - Parameters:
    ///   - first: what each session begins with, if the template has such a part.
    ///   - main: the template that each row fills in; nil if there is an error in them or in the header, so that no session can be made.
    ///   - bytesLeft: how long the sessions may be, of all tables of the page together.
    mutating func readRows(first: Template?, main: Template?, bytesLeft: inout Int) {
        guard let nameColumn else { return }
        if table.rows.isEmpty { report(table.header.range, "this table has no rows") }
        let hadBytesLeft = bytesLeft >= 0
        let shared = main.map {
            ExpandedSession.Table(table, nameColumn: nameColumn, holes: holes, first: first, main: $0)
        }
        for (index, row) in table.rows.enumerated() { read(row, index, nameColumn, shared, &bytesLeft) }
        close()
        if hadBytesLeft, bytesLeft < 0 {
            report(table.header.range, "the sessions of this page's tables are larger than \(Self.mostBytes >> 20) MiB")
        }
    }

    /// The largest size of the sessions of a page's tables: a template and a table of half a page each would make a session
    /// of the square of its size.
    static let mostBytes = 16 << 20

    private mutating func report(_ range: Range<Int>, _ message: String, note: String? = nil) {
        diagnostics.append(page.source.diagnostic(at: range, message, note: note))
    }
}

// MARK: - The header

extension CaseTableReader {
    private mutating func readHeader() {
        var seen: [String: PipeTable.Cell] = [:]
        for (index, cell) in table.header.cells.enumerated() {
            let name = table.text(of: cell)
            guard let first = seen[name] else {
                seen[name] = cell
                let column = column(PageToken(text: name, range: cell.content))
                columns.append(column)
                if case .name? = column { nameColumn = index }
                if case .hole(let word)? = column { holes[word] = index }
                continue
            }
            columns.append(nil)
            let note = "the first is at \(page.path):\(page.source.position(at: first.range.lowerBound))"
            report(cell.range, "duplicate column `\(name)`", note: note)
        }
        if nameColumn == nil {
            report(
                table.header.range, "this table has no column `case`",
                note: "it holds the names of the cases; above a table that is not run goes `<!-- table -->`")
        }
    }

    private mutating func column(_ name: PageToken) -> CaseTable.Column? {
        if name.text == "case" { return .name }
        if Template.isHole(name.text.utf8) { return .hole(name.text) }
        let known = KeyReader.Key.allCases.filter(\.isColumn)
        if let key = known.first(where: { $0.rawValue == name.text }) {
            if let first = marked.places[key] { keys.reportDuplicate(key, name, first) }
            return .key(name.text)
        }
        let names = known.map(\.rawValue)
        let note = "a column is `case`, a hole in capitals, or a key: \(names.joined(separator: ", "))"
        if name.text.isEmpty {
            report(name.range, "this column has no name", note: note)
        } else {
            let hint = suggestion(for: name.text, among: ["case"] + names)
            report(name.range, "unknown column `\(name.text)`\(hint)", note: note)
        }
        return nil
    }
}

// MARK: - Rows

extension CaseTableReader {
    private mutating func read(
        _ row: PipeTable.Row, _ index: Int, _ nameColumn: Int, _ shared: ExpandedSession.Table?, _ bytesLeft: inout Int
    ) {
        let isComplete = isComplete(row)
        guard nameColumn < row.cells.count else { return }
        let cell = row.cells[nameColumn]
        let name = PageToken(text: table.text(of: cell), range: cell.content)
        if name.text.isEmpty {
            close()
            return report(cell.range, "this row has no name in its column `case`")
        }
        if open?.name.text == name.text {
            if isComplete { checkKeys(of: row) }
        } else {
            close()
            let session = isComplete ? shared.map(SessionWriter.init) : nil
            open = OpenCase(
                name: name, id: keys.checkedID(name), keys: isComplete ? readKeys(of: row) : marked.keys, row: row,
                session: session)
        }
        guard isComplete, open?.session != nil, bytesLeft >= 0 else {
            open?.session = nil
            return
        }
        bytesLeft -= open?.session?.append(row: index) ?? 0
    }

    private mutating func isComplete(_ row: PipeTable.Row) -> Bool {
        let wanted = table.header.cells.count
        let found = row.cells.count
        if found < wanted {
            report(row.range, "this row has \(counted(found, "cell")), the header \(wanted)")
        } else if found > wanted {
            report(
                row.cells[wanted].range, "this row has \(counted(found, "cell")), the header \(wanted)",
                note: "a bar inside a cell is written `\\|`")
        }
        return found == wanted
    }

    /// The keys of a row, and those of the mark.
    private mutating func readKeys(of row: PipeTable.Row) -> CaseKeys {
        var read = marked.keys
        read.fold = nil
        for (column, cell) in zip(columns, row.cells) {
            guard case .key(let name)? = column, let key = KeyReader.Key(rawValue: name), !cell.content.isEmpty else {
                continue
            }
            keys.read(PageToken(text: table.text(of: cell), range: cell.content), for: key, into: &read)
        }
        return read
    }

    /// Reports keys that differ from those of the case's first row.
    private mutating func checkKeys(of row: PipeTable.Row) {
        guard let open, open.row.cells.count == row.cells.count else { return }
        for (index, column) in columns.enumerated() {
            guard case .key(let name)? = column, !row.cells[index].content.isEmpty else { continue }
            if table.text(of: row.cells[index]) == table.text(of: open.row.cells[index]) { continue }
            let place = page.source.position(at: open.row.cells[index].range.lowerBound)
            report(
                row.cells[index].range, "`\(name)` differs from that of the first row of `\(open.name.text)`",
                note: "that is at \(page.path):\(place); it may be left empty here")
        }
    }

    /// Ends the case whose rows are being read.
    private mutating func close() {
        guard let last = open else { return }
        open = nil
        let fence = SourceLocation(
            file: page.path, position: page.source.position(at: last.name.range.lowerBound))
        cases.append(
            CaseDraft(
                id: last.id, place: last.name.range, example: last.session?.example(fence: fence), keys: last.keys,
                nearestRule: nearestRule))
    }
}

/// Writes the session of one case, a row at a time.
private struct SessionWriter {
    private let shared: ExpandedSession.Table
    private var isContinued = false
    private var text = ""
    private var lines: [ExpandedSession.Line] = []

    init(_ shared: ExpandedSession.Table) {
        self.shared = shared
    }

    /// Adds the template with a row's values. Returns the number of bytes added.
    mutating func append(row: Int) -> Int {
        let before = text.utf8.count
        let cells = shared.table.rows[row].cells
        let values = shared.holes.mapValues { shared.table.text(of: cells[$0]) }
        if !isContinued, let first = shared.first { append(first, isFirst: true, row, values) }
        append(shared.main, isFirst: false, row, values)
        isContinued = true
        return text.utf8.count - before
    }

    private mutating func append(_ template: Template, isFirst: Bool, _ row: Int, _ values: [String: String]) {
        for (number, line) in template.lines.enumerated() {
            // An empty cell that is all of a line is no line.
            if let word = line.onlyWord, values[word]?.isEmpty == true { continue }
            for piece in line.pieces {
                if case .word(let word, _) = piece, let value = values[word] {
                    text += value
                } else {
                    text += piece.text
                }
            }
            text += "\n"
            lines.append(
                ExpandedSession.Line(
                    row: Int32(clamping: row), isFirst: isFirst, line: Int32(clamping: number)))
        }
    }

    func example(fence: SourceLocation) -> ExampleBlock? {
        if lines.isEmpty { return nil }
        return ExampleBlock(ExpandedSession(table: shared, lines: lines), text: text, fence: fence)
    }
}
