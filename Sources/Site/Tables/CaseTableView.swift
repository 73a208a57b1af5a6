import Diagnostics
import Markdown
import Specification

/// A table of cases: a row for each row of the page, with the verdicts on each case.
struct CaseTableView {
    private let shown: CaseTable
    /// By the number of their first row.
    private let cases: [Int: Case]
    /// As HTML, if they are shown in the table.
    private let templates: [UInt8]
    private let model: SiteModel
    private let showsVerdicts: Bool

    init(_ shown: CaseTable, _ cases: [Int: Case], templates: [UInt8], _ model: SiteModel) {
        self.shown = shown
        self.cases = cases
        self.templates = templates
        self.model = model
        showsVerdicts = cases.values.contains { !CaseFacts($0, model).verdicts.isEmpty }
    }

    func write(_ html: inout HTMLWriter) {
        FoldView.begin(shown.fold, counted(cases.count, "case") + " of the template \(shown.template)", &html)
        html.raw(templates)
        html.raw(
            "<div class=\"wide cases\" role=\"group\" aria-label=\"Cases of \(shown.template)\" tabindex=\"0\">\n<table>\n"
        )
        writeCaption(&html)
        writeHeader(&html)
        html.raw("<tbody>\n")
        for rows in groups { write(rows, &html) }
        html.raw("</tbody>\n</table>\n</div>\n")
        FoldView.end(shown.fold, &html)
    }

    private func writeCaption(_ html: inout HTMLWriter) {
        html.raw("<caption><span>cases of <a href=\"#template-\(shown.template)\">\(shown.template)</a></span>")
        if let first = cases.min(by: { $0.key < $1.key })?.value {
            CaseFacts(first, model).writeConditions(except: Set(shown.columns.compactMap { $0?.key }), &html)
        }
        html.raw("<span class=\"end-of-line\"><a href=\"")
        html.address(
            SourceAddress.line(shown.source.line, of: shown.source.file, page: shown.page, model.options))
        html.raw("\">source</a></span></caption>\n")
    }

    private func writeHeader(_ html: inout HTMLWriter) {
        html.raw("<thead><tr>")
        for cell in shown.table.header.cells {
            html.raw("<th scope=\"col\">")
            html.text(shown.table.text(of: cell))
            html.raw("</th>")
        }
        if showsVerdicts { html.raw("<th scope=\"col\">verdicts</th>") }
        html.raw("</tr></thead>\n")
    }
}

// MARK: - Rows

extension CaseTableView {
    /// The rows of each case: those with its name that follow each other.
    private var groups: [Range<Int>] {
        var groups: [Range<Int>] = []
        var last: String?
        for (index, row) in shown.table.rows.enumerated() {
            let name = zip(shown.columns, row.cells).first { $0.0 == .name }.map { shown.table.text(of: $0.1) }
            if let name, name == last, let group = groups.last {
                groups[groups.count - 1] = group.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
            last = name
        }
        return groups
    }

    private func write(_ rows: Range<Int>, _ html: inout HTMLWriter) {
        let item = cases[rows.lowerBound]
        for index in rows {
            let isFirst = index == rows.lowerBound
            if isFirst, let item { html.raw("<tr id=\"\(item.anchor)\">") } else { html.raw("<tr>") }
            for (column, cell) in zip(shown.columns, shown.table.rows[index].cells) {
                switch column {
                case .name: if isFirst { writeName(item, cell, rows: rows.count, &html) }
                default: write(cell, column, item, &html)
                }
            }
            if isFirst, showsVerdicts {
                html.raw("<td\(Self.span(rows.count))>")
                if let item { CaseFacts(item, model).verdicts.write(&html) }
                html.raw("</td>")
            }
            html.raw("</tr>\n")
        }
    }

    private func writeName(_ item: Case?, _ cell: PipeTable.Cell, rows: Int, _ html: inout HTMLWriter) {
        html.raw("<th scope=\"row\"\(Self.span(rows))>")
        if let item {
            html.raw("<a class=\"name\" href=\"#\(item.anchor)\">\(item.name)</a>")
        } else {
            html.text(shown.table.text(of: cell))
        }
        html.raw("</th>")
    }

    private func write(
        _ cell: PipeTable.Cell, _ column: CaseTable.Column?, _ item: Case?, _ html: inout HTMLWriter
    ) {
        let text = shown.table.text(of: cell)
        html.raw("<td>")
        switch column {
        case .hole where !text.isEmpty:
            html.raw("<code>")
            html.text(text)
            html.raw("</code>")
        case .key("proves"): writeLinks(text, item?.proves ?? [], "rule", &html)
        case .key("uses"): writeLinks(text, item?.uses ?? [], "setup", &html)
        default: html.text(text)
        }
        html.raw("</td>")
    }

    /// Links to rules or setups; the text of the cell where it names nothing that there is.
    private func writeLinks(_ text: String, _ ids: [String], _ kind: String, _ html: inout HTMLWriter) {
        guard !text.isEmpty, !ids.isEmpty else { return html.text(text) }
        for (index, id) in ids.enumerated() {
            html.raw(index == 0 ? "" : ", ")
            html.raw("<a href=\"\(model.address(of: kind, id, from: shown.page))\">\(SiteModel.name(of: id))</a>")
        }
    }

    private static func span(_ rows: Int) -> String { rows > 1 ? " rowspan=\"\(rows)\"" : "" }
}

extension CaseTable.Column {
    fileprivate var key: String? { if case .key(let name) = self { name } else { nil } }
}

/// An element that is closed at first, and opens when a link leads into it.
enum FoldView {
    /// - Parameter words: what is shown in its place if the page gives no words.
    static func begin(_ fold: Fold?, _ words: String, _ html: inout HTMLWriter) {
        guard let fold else { return }
        html.raw("<details class=\"fold\"><summary>")
        html.text(fold.words ?? words)
        html.raw("</summary>\n")
    }

    static func end(_ fold: Fold?, _ html: inout HTMLWriter) {
        if fold != nil { html.raw("</details>\n") }
    }
}
