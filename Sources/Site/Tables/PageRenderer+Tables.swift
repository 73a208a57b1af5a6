import Conformance
import Diagnostics
import Markdown
import Reports
import Specification

/// The templates and the tables of a page that are not written yet, in its order.
struct PendingTables {
    private var cases: ArraySlice<CaseTable>
    private var shown: ArraySlice<ShownTable>
    private var templates: ArraySlice<Template>
    /// By the name of the template.
    private var uses: [String: Use] = [:]

    /// How the tables of a template use it.
    private struct Use {
        var holes: Set<String> = []
        /// Whether all of them are closed at first: then the first of them shows the template.
        var isFolded = true
        /// The template as HTML, until its first table is written.
        var heldBack: [UInt8] = []
    }

    init(_ model: SiteModel, _ page: String) {
        cases = model.tables(on: page)[...]
        shown = model.shownTables(on: page)[...]
        templates = model.templates(on: page)[...]
        for table in cases {
            var use = uses[table.template] ?? Use()
            use.holes.formUnion(
                table.columns.compactMap { column in if case .hole(let word)? = column { word } else { nil } })
            use.isFolded = use.isFolded && table.fold != nil
            uses[table.template] = use
        }
    }

    mutating func takeCases(at line: Int) -> CaseTable? { Self.take(at: line, from: &cases, \.source.line) }
    mutating func takeShown(at line: Int) -> ShownTable? { Self.take(at: line, from: &shown, \.source.line) }
    mutating func takeTemplate(at line: Int) -> Template? { Self.take(at: line, from: &templates, \.fence.line) }

    func holes(of template: Template) -> Set<String> { uses[template.name]?.holes ?? [] }
    func isFolded(_ template: Template) -> Bool { uses[template.name]?.isFolded ?? false }

    mutating func holdBack(_ html: [UInt8], of template: Template) { uses[template.name]?.heldBack += html }

    /// The templates to show in a table.
    mutating func takeHeldBack(for table: CaseTable) -> [UInt8] {
        defer { uses[table.template]?.heldBack = [] }
        return uses[table.template]?.heldBack ?? []
    }

    private static func take<Item>(
        at line: Int, from items: inout ArraySlice<Item>, _ place: (Item) -> Int
    ) -> Item? {
        while let first = items.first, place(first) <= line {
            items.removeFirst()
            if place(first) == line { return first }
        }
        return nil
    }
}

extension PageRenderer {
    /// Writes a paragraph that is a table; returns false for any other.
    func writeTable(_ block: Block, _ html: inout HTMLWriter) -> Bool {
        let line = block.start.line
        if let table = tables.takeShown(at: line) {
            index.add(ProseTableView.write(table.table, self, definitions: { linkDefinitions }, &html))
            return true
        }
        guard let table = tables.takeCases(at: line) else { return false }
        var own: [Int: Case] = [:]
        let lines = table.table.rows.map { page.source.line(at: $0.range.lowerBound) }
        let rows = Dictionary(zip(lines, lines.indices)) { first, _ in first }
        while let item = cases.first, item.source.line <= lines.last ?? line {
            cases.removeFirst()
            guard let row = rows[item.source.line] else { continue }
            own[row] = item
            index.add(item, outcomes: model.results.backends.map { $0.result(of: item.id)?.outcome })
        }
        CaseTableView(table, own, templates: tables.takeHeldBack(for: table), model).write(&html)
        return true
    }

    func write(_ template: Template, _ block: Block, _ html: inout HTMLWriter) {
        guard tables.isFolded(template) else { return writeFigure(template, block, &html) }
        var held = HTMLWriter()
        writeFigure(template, block, &held)
        tables.holdBack(held.bytes, of: template)
    }

    private func writeFigure(_ template: Template, _ block: Block, _ html: inout HTMLWriter) {
        html.raw("<figure class=\"code template\" id=\"\(template.anchor)\">\n<pre><code class=\"language-pycon\">")
        CodeText.write(block.literalBytes, language: "pycon", holes: tables.holes(of: template), &html)
        html.raw("</code></pre>\n<figcaption><div class=\"line\"><span>template <b>\(template.name)</b>: ")
        html.raw(
            template.isFirst
                ? "what each case begins with" : "run for each row, with the row's values in the marked places")
        html.raw("</span></div></figcaption>\n</figure>\n")
    }
}

extension Template {
    /// The fragment of its address.
    var anchor: String { "template-\(name)" + (isFirst ? ":first" : "") }
}
