import Diagnostics
import Markdown

/// The templates of a page that is being read, and the tables that use them.
struct PageTemplates {
    /// A template, and what its sessions begin with.
    struct Entry {
        var main: Template?
        var mainID: PageToken?
        var first: Template?
        var firstID: PageToken?
        /// Whether one of the blocks has an error, which is reported.
        var isBroken = false
        /// The holes of the first table that uses it.
        var holes: Set<String>?
        var isUsed = false
    }

    var entries: [String: Entry] = [:]
    /// The templates that tables name and that no block above them is.
    var unknown: [PageToken] = []
    /// How many bytes the sessions of the page's tables may still have.
    var bytesLeft = CaseTableReader.mostBytes
}

// MARK: - Templates

extension PageReader {
    mutating func readTemplate(_ mark: Mark, _ block: Block, _ code: Block.CodeBlock, _ place: Range<Int>) {
        let (id, isFirst) = keys.readTemplate(mark)
        // Also checks the block.
        let example = example(in: block, code, place, of: mark)
        guard let id else { return }
        var entry = templates.entries[id.text] ?? PageTemplates.Entry()
        defer { templates.entries[id.text] = entry }
        if let earlier = isFirst ? entry.firstID : entry.mainID {
            let note = "first used at \(self.place(earlier.range))"
            return report(id.range, "duplicate template ID `\(id.text)`", note: note)
        }
        if entry.isUsed { report(id.range, "template `\(id.text)` must be above its tables") }
        if isFirst { entry.firstID = id } else { entry.mainID = id }
        guard let example else {
            entry.isBroken = true
            return
        }
        let template = Template(
            page: draft.page.name, name: id.text, isFirst: isFirst, block: block, fence: example.fence)
        if isFirst { entry.first = template } else { entry.main = template }
        draft.templates.append(template)
    }

    /// Reports templates that no table uses, and tables of templates that are not above them.
    mutating func checkTemplates() {
        for name in templates.unknown {
            if let place = templates.entries[name.text].flatMap({ $0.mainID ?? $0.firstID }) {
                let isBelow = place.range.lowerBound > name.range.lowerBound
                report(
                    name.range,
                    isBelow
                        ? "template `\(name.text)` must be above its tables"
                        : "template `\(name.text)` has only its first lines",
                    note: "it is at \(self.place(place.range))")
                templates.entries[name.text]?.isUsed = true
            } else {
                let hint = suggestion(for: name.text, among: templates.entries.keys.sorted())
                report(name.range, "unknown template `\(name.text)`\(hint)")
            }
        }
        for entry in templates.entries.values where !entry.isUsed {
            guard let id = entry.mainID ?? entry.firstID else { continue }
            report(id.range, "no table uses template `\(id.text)`")
        }
    }
}

// MARK: - Tables

extension PageReader {
    /// Reads a paragraph below a mark of a table.
    mutating func readTable(_ mark: Mark, _ block: Block) {
        let marked = mark.name == .cases ? keys.readCase(mark) : nil
        let entry = marked?.id.flatMap { use($0) }
        if mark.name == .table, let word = mark.words.first {
            report(word.range, "unexpected `\(word.text)`: `table` takes nothing")
        }
        let table: PipeTable
        do throws(PipeTable.Problem) {
            table = try PipeTable(block)
        } catch {
            return reportNoTable(error, mark)
        }
        if let marked { return readCases(table, block, marked, entry) }
        checkLengths(of: table)
        draft.shownTables.append(ShownTable(page: draft.page.name, table: table, source: location(of: block)))
    }

    private mutating func reportNoTable(_ problem: PipeTable.Problem, _ mark: Mark) {
        switch problem {
        case .noDelimiterRow(let header):
            let isHeader = draft.page.source.bytes[header].contains(UInt8(ascii: "|"))
            guard isHeader else { return reportOrphan(mark, "a paragraph") }
            report(
                header, "this table has no delimiter row",
                note: "the line below the header is made of dashes and bars, such as `|---|---|`")
        case .unequalDelimiterRow(let range, let cells, let header):
            report(range, "this row has \(counted(cells, "cell")), the header \(header)")
        }
    }

    /// Other renderers fill up rows that are too short, and leave out what is too much.
    private mutating func checkLengths(of table: PipeTable) {
        let wanted = table.header.cells.count
        for row in table.rows where row.cells.count != wanted {
            let isLong = row.cells.count > wanted
            report(
                isLong ? row.cells[wanted].range : row.range,
                "this row has \(counted(row.cells.count, "cell")), the header \(wanted)",
                note: isLong ? "a bar inside a cell is written `\\|`" : nil)
        }
    }

    private mutating func readCases(
        _ table: PipeTable, _ block: Block, _ marked: KeyReader.MarkedKeys, _ entry: PageTemplates.Entry?
    ) {
        var reader = CaseTableReader(table, on: draft.page, marked, nearestRule: sections.nearestRule, keys)
        let fits = entry.map { checkHoles(reader, of: table, $0) } ?? false
        let isWhole = fits && !reader.columns.contains(nil)
        reader.readRows(
            first: entry?.first, main: isWhole ? entry?.main : nil, bytesLeft: &templates.bytesLeft)
        keys = reader.keys
        ownDiagnostics += reader.diagnostics
        draft.cases += reader.cases
        draft.tables.append(
            CaseTable(
                page: draft.page.name, template: marked.id?.text ?? "", columns: reader.columns, table: table,
                fold: marked.keys.fold, source: location(of: block)))
    }

    private func location(of block: Block) -> SourceLocation {
        SourceLocation(file: draft.page.path, position: block.start)
    }

    /// The template that a table names; nil, and reported, if there is none above it.
    private mutating func use(_ name: PageToken) -> PageTemplates.Entry? {
        guard let entry = templates.entries[name.text], entry.mainID != nil else {
            templates.unknown.append(name)
            return nil
        }
        templates.entries[name.text]?.isUsed = true
        return entry.isBroken ? nil : entry
    }

    /// Whether the columns of a table are the holes of its template.
    private mutating func checkHoles(
        _ reader: CaseTableReader, of table: PipeTable, _ entry: PageTemplates.Entry
    ) -> Bool {
        guard let main = entry.main else { return false }
        let found = Set(reader.holes.keys)
        let words = main.words.union(entry.first?.words ?? [])
        let needed = main.neededWords().merging(entry.first?.neededWords() ?? [:]) { first, _ in first }
        let before = entry.holes ?? found
        if entry.holes == nil { templates.entries[main.name]?.holes = found.intersection(words) }
        for (word, position) in needed.sorted(by: { $0.value < $1.value }) where !found.contains(word) {
            report(
                table.header.range, "this table has no column `\(word)`, a hole of the template `\(main.name)`",
                note: "the hole is at \(draft.page.path):\(position)")
        }
        for word in before.subtracting(found).sorted() where needed[word] == nil {
            report(
                table.header.range, "this table has no column `\(word)`, which another table of `\(main.name)` has")
        }
        for (word, column) in reader.holes.sorted(by: { $0.value < $1.value }) {
            let cell = table.header.cells[column]
            if !words.contains(word) {
                let hint = suggestion(for: word, among: words.sorted())
                report(cell.range, "template `\(main.name)` has no hole `\(word)`\(hint)")
            } else if !before.contains(word), needed[word] == nil {
                report(cell.range, "column `\(word)` must be in all tables of `\(main.name)`, or in none")
            }
        }
        return found.isSuperset(of: needed.keys) && found.isSubset(of: words) && found == before
    }
}
