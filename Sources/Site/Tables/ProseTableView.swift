import Markdown

/// A pipe table of a page's prose.
enum ProseTableView {
    /// - Parameter definitions: the page's link definitions, for links by reference in cells.
    static func write(
        _ table: PipeTable, _ customs: any HTMLCustoms, definitions: () -> [UInt8], _ html: inout HTMLWriter
    ) -> String {
        let rows = table.renderedCells(customs, definitions: definitions)
        html.raw("<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n<table>\n<thead><tr>")
        for (cell, alignment) in zip(rows.first ?? [], table.alignments) {
            html.raw("<th scope=\"col\"\(attribute(of: alignment))>")
            html.raw(cell.html)
            html.raw("</th>")
        }
        html.raw("</tr></thead>\n<tbody>\n")
        for row in rows.dropFirst() {
            html.raw("<tr>")
            for (cell, alignment) in zip(row, table.alignments) {
                html.raw("<td\(attribute(of: alignment))>")
                html.raw(cell.html)
                html.raw("</td>")
            }
            html.raw("</tr>\n")
        }
        html.raw("</tbody>\n</table>\n</div>\n")
        return rows.flatMap { $0 }.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The policy of the site allows no style attributes.
    private static func attribute(of alignment: PipeTable.Alignment?) -> String {
        switch alignment {
        case .centre: " class=\"centre\""
        case .right: " class=\"right\""
        case .left, nil: ""
        }
    }
}
