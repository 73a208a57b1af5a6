import Conformance
import Diagnostics
import Markdown
import Reports
import Specification

/// Renders a page with its rules, cases and anchors, and collects the headings, search entries and images of it.
final class PageRenderer: HTMLCustoms {
    let model: SiteModel
    let page: Page
    private(set) var headings: [RenderedPage.Heading] = []
    var index: PageSearchIndex
    private(set) var images: [String] = []
    private(set) var omissions = RenderedPage.Omissions()
    private var slugs: SlugTable
    private var rules: ArraySlice<Rule>
    var cases: ArraySlice<Case>
    private var setups: ArraySlice<Setup>
    var tables: PendingTables
    /// The rule whose mark was just read; the block after the mark is its statement.
    private var marked: Rule?
    private var openRules: [OpenRule] = []
    /// How many details of raw HTML are open.
    private var openDetails = 0
    private(set) lazy var linkDefinitions = page.document.linkDefinitionLines

    /// A rule whose statement is being written.
    private struct OpenRule {
        let rule: Rule
        /// The start of the statement's block, as an offset in the page's source.
        let start: Int
    }

    init(_ model: SiteModel, _ page: Page) {
        self.model = model
        self.page = page
        rules = model.rules(on: page.name)
        cases = model.cases(on: page.name)
        setups = model.setups(on: page.name)
        tables = PendingTables(model, page.name)
        index = PageSearchIndex(page: page.name, title: page.title)
        slugs = SlugTable(
            reserved: rules.map(\.anchor) + cases.map(\.anchor)
                + setups.map { "setup-\($0.name)" } + model.templates(on: page.name).map(\.anchor)
                + PageLayout.reservedIDs)
    }

    static func render(_ page: Page, _ model: SiteModel) -> RenderedPage {
        let renderer = PageRenderer(model, page)
        var html = HTMLRenderer.render(page.document, renderer)
        renderer.endDetails(&html)
        return RenderedPage(
            content: html.bytes, headings: renderer.headings, searchEntries: renderer.index.json,
            images: renderer.images, omissions: renderer.omissions)
    }
}

// MARK: - Blocks

extension PageRenderer {
    func replaces(_ block: Block, _ html: inout HTMLWriter) -> Bool {
        switch block.kind {
        case .htmlBlock: readHTML(block, &html)
        case .codeBlock(let code): write(block, code, &html)
        case .paragraph:
            if writeTable(block, &html) { return true }
            index.add(block.plainText)
            beginRule(block, &html)
            return false
        default: return false
        }
        return true
    }

    func writeAttributes(of block: Block, _ html: inout HTMLWriter) {
        switch block.kind {
        case .heading(let level):
            let heading = heading(block, level)
            html.raw(" id=\"")
            html.text(heading.slug)
            html.raw("\"")
        case .list where marked != nil: html.raw(" class=\"rules\"")
        case .item:
            guard let rule = marked else { return }
            marked = nil
            html.raw(" class=\"rule\" id=\"\(rule.anchor)\" data-level=\"\(rule.level.rawValue)\"")
            openRules.append(OpenRule(rule: rule, start: block.range.lowerBound))
        default: break
        }
    }

    func finish(_ block: Block, _ html: inout HTMLWriter) {
        switch block.kind {
        case .heading:
            guard let heading = headings.last else { return }
            html.raw(" <a class=\"anchor\" href=\"#")
            html.address(heading.slug)
            html.raw("\" aria-label=\"Link to this section\">#</a>")
        case .item: if isOpen(block) { endRule(&html) }
        default: break
        }
    }

    func writeAfter(_ block: Block, _ html: inout HTMLWriter) {
        guard block.kind == .paragraph, isOpen(block) else { return }
        endRule(&html)
        html.raw("</div>\n")
    }

    private func heading(_ block: Block, _ level: Int) -> RenderedPage.Heading {
        let text = block.plainText
        let slug = slugs.slug(for: text)
        let plain = HTMLRenderer.renderInlines(of: block, WithoutLinks()).bytes
        let heading = RenderedPage.Heading(
            level: level, slug: slug, html: String(decoding: plain, as: UTF8.self), text: text)
        headings.append(heading)
        // A heading that is a link, as in a list of pages, is not the place that a search for its words should find.
        if !block.isLink { index.begin(section: text, anchor: slug) }
        return heading
    }

    private func allowedHTML(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        AllowedHTML.reading(text) { address in
            switch link(ArraySlice(address.utf8)) {
            case .asWritten: address
            case .other(let other): other
            case .refused: nil
            }
        } takesID: {
            slugs.take($0)
        }
    }

    /// Comments are marks, which the suite has read already. Other HTML is written if it is on the list of allowed HTML;
    /// otherwise it is left out and counted.
    private func readHTML(_ block: Block, _ html: inout HTMLWriter) {
        if let rule = rules.first, block.contains(rule.source.position) {
            marked = rule
            rules.removeFirst()
        }
        guard !block.literalBytes.starts(with: "<!--".utf8) else { return }
        if writeDetails(block, &html) { return }
        if let allowed = allowedHTML(block.literalBytes) {
            // On a narrow screen, a wide table scrolls inside its region.
            let isTable = allowed.starts(with: "<table>".utf8)
            if isTable { html.raw("<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n") }
            html.raw(allowed)
            return isTable ? html.raw("</div>\n") : ()
        }
        omissions.html += 1
        html.raw("<!-- raw HTML omitted -->\n")
    }

    /// Writes the begin or the end of details that have other blocks between them; returns false for other HTML.
    private func writeDetails(_ block: Block, _ html: inout HTMLWriter) -> Bool {
        // Only a block of the page itself begins in its first column, not one in a list or a quotation.
        guard block.start.column == 1 else { return false }
        let end = Array("</details>".utf8)
        let text = String(decoding: block.literalBytes, as: UTF8.self)
        if openDetails > 0, text.split(whereSeparator: \.isWhitespace) == ["</details>"] {
            openDetails -= 1
            html.raw("</details>\n")
            return true
        }
        guard text.hasPrefix("<details>"), !text.contains("</details>"),
            let whole = allowedHTML(ArraySlice(block.literalBytes + end))
        else { return false }
        openDetails += 1
        html.raw(Array(whole.dropLast(end.count)))
        return true
    }

    /// Ends the details that the page leaves open.
    private func endDetails(_ html: inout HTMLWriter) {
        for _ in 0..<openDetails { html.raw("</details>\n") }
        openDetails = 0
    }
}

extension Block {
    /// Whether a position is on one of the block's lines.
    fileprivate func contains(_ position: SourcePosition) -> Bool {
        start.line <= position.line && position.line <= end.line
    }
}

// MARK: - Rules

extension PageRenderer {
    private func beginRule(_ paragraph: Block, _ html: inout HTMLWriter) {
        guard let rule = marked else { return }
        marked = nil
        html.raw("<div class=\"rule\" id=\"\(rule.anchor)\" data-level=\"\(rule.level.rawValue)\">\n")
        openRules.append(OpenRule(rule: rule, start: paragraph.range.lowerBound))
    }

    private func isOpen(_ block: Block) -> Bool { openRules.last?.start == block.range.lowerBound }

    private func endRule(_ html: inout HTMLWriter) {
        guard let rule = openRules.popLast()?.rule else { return }
        RuleFacts(rule, model).write(&html)
        index.add(rule, outcomes: model.results.backends.map { model.outcome(of: rule, for: $0).outcome })
    }
}

// MARK: - Code

extension PageRenderer {
    private func write(_ block: Block, _ code: Block.CodeBlock, _ html: inout HTMLWriter) {
        let language = String(code.language)
        if let template = tables.takeTemplate(at: block.start.line) { return write(template, block, &html) }
        if let item = cases.first, item.example.fence.line == block.start.line {
            cases.removeFirst()
            FoldView.begin(item.fold, item.name, &html)
            html.raw("<figure class=\"code case\" id=\"\(item.anchor)\">\n")
            writeCode(block, language, isFolded: item.fold != nil, &html)
            CaseFacts(item, model).write(&html)
            index.add(item, outcomes: model.results.backends.map { $0.result(of: item.id)?.outcome })
            html.raw("</figure>\n")
            return FoldView.end(item.fold, &html)
        } else if let setup = setups.first, setup.example.fence.line == block.start.line {
            setups.removeFirst()
            html.raw("<figure class=\"code setup\" id=\"setup-\(setup.name)\">\n")
            writeCode(block, language, &html)
            html.raw(
                "<figcaption><span>setup <b>\(setup.name)</b>: runs before examples that use it</span></figcaption>\n")
        } else {
            html.raw("<figure class=\"code\">\n")
            writeCode(block, language, &html)
        }
        html.raw("</figure>\n")
    }

    /// - Parameter isFolded: whether it is closed at first. Highlighting proof took half of the elements of a page.
    private func writeCode(
        _ block: Block, _ language: String, isFolded: Bool = false, _ html: inout HTMLWriter
    ) {
        html.raw("<pre><code")
        if !language.isEmpty {
            html.raw(" class=\"language-")
            html.text(language)
            html.raw("\"")
        }
        html.raw(">")
        CodeText.write(block.literalBytes, language: language, isPlain: isFolded, &html)
        html.raw("</code></pre>\n")
    }
}

// MARK: - Addresses

extension PageRenderer {
    func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination {
        if isImage { return image(address) }
        let destination = link(address)
        if case .refused = destination { omissions.links += 1 }
        return destination
    }

    private func link(_ address: ArraySlice<UInt8>) -> HTMLDestination {
        switch AddressScheme(of: address) {
        case .other: return .refused
        case .web, .mail: return .asWritten
        case .none: break
        }
        if let target = PageAddress(address), model.place(ofPage: target.page) != nil {
            return .other("\(target.page).html\(target.fragment)")
        }
        // Any other relative link leads to a file of the project.
        guard let source = model.options.sourceAddress, let first = address.first,
            first != UInt8(ascii: "#"), first != UInt8(ascii: "/")
        else { return .asWritten }
        return .other(SourceAddress.resolve(String(decoding: address, as: UTF8.self), from: page.path, below: source))
    }

    /// Accepts only images below the pages' folder; refuses hidden files and other types of file.
    private func image(_ address: ArraySlice<UInt8>) -> HTMLDestination {
        let path = String(decoding: address, as: UTF8.self)
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".")
                && part.utf8.allSatisfy { $0.isPlainInFileName }
        }
        guard isPlain, Self.imageEndings.contains(where: path.hasSuffix) else {
            omissions.images += 1
            return .refused
        }
        images.append(path)
        return .asWritten
    }

    private static let imageEndings = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"]
}

extension UInt8 {
    fileprivate var isPlainInFileName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// Renders a heading without its links, for use inside a link.
private final class WithoutLinks: HTMLCustoms {
    func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination { .refused }
}

extension Block {
    /// Whether the block's text is a link and nothing else.
    fileprivate var isLink: Bool {
        let inlines = Array(inlines)
        if inlines.count == 1, case .link = inlines[0].kind { return true }
        return false
    }
}
