import Diagnostics
import Markdown

/// Reads one page into a draft: finds the marks and the blocks below them.
struct PageReader {
    var draft: PageDraft
    private var marks: MarkReader
    var keys: KeyReader
    var ownDiagnostics: [Diagnostic] = []
    private(set) var sections = Sections()
    var templates = PageTemplates()
    /// The mark that names the page.
    var nameMark: Mark?
    /// The offsets of paragraphs below a mark of a rule.
    private var statements: Set<Int> = []
    /// The other paragraphs with a bold word that would give a rule its level.
    var prose: [Block] = []

    init(_ page: Page) {
        draft = PageDraft(page: page)
        marks = MarkReader(source: page.source)
        keys = KeyReader(source: page.source)
    }

    var diagnostics: [Diagnostic] { marks.diagnostics + keys.diagnostics + ownDiagnostics }

    mutating func read() {
        readPageName()
        for block in draft.page.document.blocks {
            readTopLevel(block)
        }
        closeSiblings()
        checkTemplates()
        checkProse()
    }

    /// The mark directly above the block being read.
    private enum Above {
        case nothing
        case mark(Mark)
        /// A mark whose error is reported already, so that the block below it is not reported too.
        case broken
    }

    private var above = Above.nothing
}

// MARK: - Walking

extension PageReader {
    private mutating func readTopLevel(_ block: Block) {
        if let level = block.headingLevel { sections.enter(level: level) }
        read(block)
    }

    /// Recursion is bounded by ``MarkdownDocument/maximumDepth``.
    private mutating func read(_ block: Block) {
        switch block.kind {
        case .htmlBlock: readHTML(block)
        case .codeBlock(let code):
            if let fence = code.fence { return readFence(block, code, fence) }
            reportOrphan("indented code")
            marks.checkCode(block)
        case .paragraph:
            marks.checkText(block)
            readParagraph(block)
        case .heading:
            marks.checkText(block)
            reportOrphan("a heading")
        case .list:
            let statement = Self.statement(of: block)
            readRule(above: statement, else: statement.isEmpty ? "a list that begins with no text" : "a list")
            for item in block.children { readSiblings(item.children) }
        case .blockQuote:
            reportOrphan("a block quote")
            readSiblings(block.children)
        case .item: readSiblings(block.children)
        case .thematicBreak: reportOrphan("a thematic break")
        }
    }

    private mutating func readSiblings(_ blocks: Blocks) {
        above = .nothing
        for block in blocks { read(block) }
        closeSiblings()
    }

    private mutating func closeSiblings() {
        reportOrphan(nil)
    }

    /// The paragraphs at the beginning of a list's first item.
    private static func statement(of list: Block) -> [Block] {
        list.children.first?.children.prefix { $0.kind == .paragraph } ?? []
    }

    private mutating func takeAbove() -> Above {
        defer { above = .nothing }
        return above
    }
}

// MARK: - Misplaced marks

extension PageReader {
    private mutating func readHTML(_ block: Block) {
        let content = marks.read(block)
        if case .none = content { return reportOrphan("other HTML") }
        let before = takeAbove()
        switch content {
        case .mark(let mark) where mark.name == .page:
            if case .mark(let first) = before { reportOrphan(first, "another mark") }
            reportMisplacedName(mark)
        case .mark(let mark):
            if case .mark(let first) = before { reportStacked(first, mark) }
            above = .mark(mark)
        default: above = .broken
        }
    }

    private mutating func reportStacked(_ first: Mark, _ second: Mark) {
        if first.name.target == .statement || first.name.target != second.name.target {
            reportOrphan(first, "another mark")
        } else {
            let note = "the other is at \(place(second.place))"
            report(first.place, "\(first.name.target.rawValue) has exactly one mark", note: note)
        }
    }

    /// Reports the mark above, if there is one, as misplaced above `found`; nil means that nothing follows it.
    private mutating func reportOrphan(_ found: String?) {
        if case .mark(let mark) = takeAbove() { reportOrphan(mark, found) }
    }

    mutating func reportOrphan(_ mark: Mark, _ found: String?) {
        report(
            mark.place, "\(mark.name.quoted) must be directly above \(mark.name.target.rawValue)",
            note: found.map { "below it is \($0)" } ?? "nothing follows it")
        if mark.name == .rule { sections.nearestRule = .broken }
    }

    func place(_ range: Range<Int>) -> String {
        "\(draft.page.path):\(draft.page.source.position(at: range.lowerBound))"
    }

    mutating func report(_ range: Range<Int>, _ message: String, note: String? = nil) {
        ownDiagnostics.append(draft.page.source.diagnostic(at: range, message, note: note))
    }
}

// MARK: - Paragraphs

extension PageReader {
    /// Reads a paragraph: a pipe table, a rule's statement, or prose.
    private mutating func readParagraph(_ block: Block) {
        if case .mark(let mark) = above, mark.name.target == .table {
            above = .nothing
            return readTable(mark, block)
        }
        if case .broken = above {
            // What the mark was meant to say is not known.
        } else if PipeTable.looksLikeTable(block) {
            let first = block.range.lowerBound
            report(
                first..<first + 1, "this table carries no mark",
                note: "above it goes `<!-- cases: TEMPLATE -->`, or `<!-- table -->` if it is only shown")
        }
        readRule(above: [block], else: "a paragraph")
        if !statements.contains(block.range.lowerBound), !Rule.Level.boldWords(in: block.inlines).isEmpty {
            prose.append(block)
        }
    }

    /// Reads a rule if its mark is above the statement.
    private mutating func readRule(above statement: [Block], else found: String) {
        guard case .mark(let mark) = above, mark.name == .rule, !statement.isEmpty else {
            if case .broken = above {
                sections.nearestRule = .broken
                statements.formUnion(statement.map(\.range.lowerBound))
            }
            return reportOrphan(found)
        }
        above = .nothing
        statements.formUnion(statement.map(\.range.lowerBound))
        let id = keys.readID(of: mark)
        let text = statement.map(\.plainText).joined(separator: " ")
        let level = readLevel(of: statement, place: id?.range ?? mark.place)
        sections.nearestRule = .rule(draft.rules.count)
        draft.rules.append(RuleDraft(id: id, level: level, text: text))
    }

    private mutating func readLevel(of statement: [Block], place: Range<Int>) -> Rule.Level? {
        var levels: [Rule.Level] = []
        for paragraph in statement {
            for level in Rule.Level.levels(in: paragraph.inlines) where !levels.contains(level) { levels.append(level) }
        }
        if levels.isEmpty {
            report(
                place, "this rule has no level",
                note: "its text says **must**, **must not**, **should**, **should not** or **may** in bold")
        } else if levels.count > 1 {
            let names = levels.map { "**\($0.rawValue)**" }.joined(separator: " and ")
            report(place, "this rule has more than one level: \(names)", note: "make each a rule of its own")
        }
        return levels.count == 1 ? levels[0] : nil
    }
}

// MARK: - Fenced blocks

extension PageReader {
    private mutating func readFence(_ block: Block, _ code: Block.CodeBlock, _ fence: Block.Fence) {
        let place = block.range.lowerBound..<block.range.lowerBound + fence.length
        if !fence.isClosed { report(place, "this fenced block is never closed") }
        switch above {
        case .broken: above = .nothing
        case .mark(let mark) where mark.name.target == .fence:
            above = .nothing
            read(mark, above: block, code, place)
        default:
            reportOrphan("a fenced block")
            report(
                place, "this fenced block carries no mark",
                note: "above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`")
        }
    }

    private mutating func read(_ mark: Mark, above block: Block, _ code: Block.CodeBlock, _ place: Range<Int>) {
        switch mark.name {
        case .case:
            let marked = keys.readCase(mark)
            let example = example(in: block, code, place, of: mark)
            draft.cases.append(
                CaseDraft(
                    id: marked.id, place: marked.id?.range ?? mark.place, example: example, keys: marked.keys,
                    nearestRule: sections.nearestRule))
        case .setup:
            let id = keys.readID(of: mark)
            draft.setups.append(SetupDraft(id: id, example: example(in: block, code, place, of: mark)))
        case .notRun: readNotRun(mark, block, code)
        case .template: readTemplate(mark, block, code, place)
        case .rule, .cases, .table, .page: break
        }
    }

    private mutating func readNotRun(_ mark: Mark, _ block: Block, _ code: Block.CodeBlock) {
        guard let first = mark.words.first else {
            return report(mark.place, "`not-run` needs a reason")
        }
        let page = draft.page
        let position = page.source.position(at: first.range.lowerBound)
        draft.notRun.append(
            NotRun(
                page: page.name, reason: mark.words.map(\.text).joined(separator: " "),
                language: String(code.language), body: block.literal,
                source: SourceLocation(file: page.path, position: position)))
    }

    mutating func example(
        in block: Block, _ code: Block.CodeBlock, _ place: Range<Int>, of mark: Mark
    ) -> ExampleBlock? {
        if block.literalBytes.allSatisfy(\.isBlank) { report(place, "this \(mark.name.rawValue) is empty") }
        guard let language = language(code, place, of: mark) else { return nil }
        let position = draft.page.source.position(at: place.lowerBound)
        return ExampleBlock(
            language: language, block: block, fence: SourceLocation(file: draft.page.path, position: position))
    }

    private mutating func language(_ code: Block.CodeBlock, _ place: Range<Int>, of mark: Mark) -> Language? {
        let word = String(code.language)
        guard let language = Language(rawValue: word) else {
            let names = Language.allCases.map(\.rawValue)
            let known = "it is one of \(names.joined(separator: ", ")); mark a block that is not run `not-run: REASON`"
            if word.isEmpty {
                report(place, "a \(mark.name.rawValue) needs a language", note: known)
            } else {
                let hint = suggestion(for: word, among: names)
                report(
                    languagePlace(after: place), "unknown language `\(word)`\(hint)",
                    note: known)
            }
            return nil
        }
        if mark.name == .setup, !language.isAllowedForSetup {
            report(languagePlace(after: place), "a setup is written in pycon or python, not in \(language.rawValue)")
            return nil
        }
        if mark.name == .template, language != .pycon {
            report(languagePlace(after: place), "a template is written in pycon, not in \(language.rawValue)")
            return nil
        }
        return language
    }

    /// The range of the first word after an opening fence.
    private func languagePlace(after fence: Range<Int>) -> Range<Int> {
        let bytes = draft.page.source.bytes
        let start = bytes[fence.upperBound...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
        let end = bytes[start...].firstIndex(where: \.isBlank) ?? bytes.count
        return start..<end
    }
}
