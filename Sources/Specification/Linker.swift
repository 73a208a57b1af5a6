import Diagnostics
import Markdown

/// Resolves the names of all pages' drafts and builds the suite.
struct Linker {
    private(set) var diagnostics: [Diagnostic] = []
    private let pages: [PageDraft]
    private var rules = NameTable()
    private var cases = NameTable()
    private var setups = NameTable()
    /// What is at each index of the tables: the drafts of all pages, one after the other.
    private let allRules: [Entry<RuleDraft>]
    private let allCases: [Entry<CaseDraft>]
    private let allSetups: [Entry<SetupDraft>]
    /// The index of each page's first rule.
    private var firstRules: [Int] = []

    /// A class: a draft has many parts, and is handed on more often than it is made.
    private final class Entry<Draft> {
        let page: Page
        let pageIndex: Int
        let draft: Draft

        init(page: Page, pageIndex: Int, draft: Draft) {
            self.page = page
            self.pageIndex = pageIndex
            self.draft = draft
        }
    }

    init(_ pages: [PageDraft]) {
        self.pages = pages
        allRules = Self.entries(pages, \.rules)
        allCases = Self.entries(pages, \.cases)
        allSetups = Self.entries(pages, \.setups)
        var count = 0
        for page in pages {
            firstRules.append(count)
            count += page.rules.count
        }
    }

    mutating func link(version: String) -> Suite {
        let namedRules = name(allRules, "rule", \.id, in: \.rules)
        let namedCases = name(allCases, "case", \.id, in: \.cases)
        let namedSetups = name(allSetups, "setup", \.id, in: \.setups)
        let built = allCases.indices.map { build(case: $0) }
        checkOrder(built.map(\.after))
        diagnostics += checkUse(allRules, \.id, of: rules) { "no case proves rule `\($0)`" }
        diagnostics += checkUse(allSetups, \.id, of: setups) { "no case uses setup `\($0)`" }
        return Suite(
            version: version,
            pages: pages.map(\.page),
            rules: namedRules.compactMap { rule(allRules[$0]) },
            cases: namedCases.compactMap { built[$0].value },
            setups: namedSetups.compactMap { setup(allSetups[$0]) },
            notRun: pages.flatMap(\.notRun))
    }
}

// MARK: - Names

extension Linker {
    private static func entries<Draft>(_ pages: [PageDraft], _ drafts: KeyPath<PageDraft, [Draft]>) -> [Entry<Draft>] {
        pages.enumerated().flatMap { index, page in
            page[keyPath: drafts].map { Entry(page: page.page, pageIndex: index, draft: $0) }
        }
    }

    /// Enters names into a table and returns the indices of those that are the first of their name.
    private mutating func name<Draft>(
        _ entries: [Entry<Draft>], _ kind: String, _ id: KeyPath<Draft, Token?>,
        in table: WritableKeyPath<Linker, NameTable>
    ) -> [Int] {
        entries.indices.filter { index in
            guard let token = entries[index].draft[keyPath: id] else { return false }
            let page = entries[index].page
            guard let first = self[keyPath: table].add("\(page.name)/\(token.text)", index: index) else { return true }
            let note = entries[first].draft[keyPath: id].map {
                "first used at \(location(entries[first].page, $0.range))"
            }
            report(page, token.range, "duplicate \(kind) ID `\(token.text)`", note: note)
            return false
        }
    }

    private mutating func resolve(
        _ token: Token, _ kind: String, on page: Page, in table: WritableKeyPath<Linker, NameTable>
    ) -> Int? {
        let isFull = token.text.utf8.contains(UInt8(ascii: "/"))
        if let index = self[keyPath: table][isFull ? token.text : "\(page.name)/\(token.text)"] { return index }
        let hint = self[keyPath: table].suggestion(for: token.text, from: page.name)
        report(page, token.range, "unknown \(kind) `\(token.text)`\(hint)")
        return nil
    }

    private func checkUse<Draft>(
        _ entries: [Entry<Draft>], _ id: KeyPath<Draft, Token?>, of table: NameTable, _ message: (String) -> String
    ) -> [Diagnostic] {
        entries.indices.compactMap { index in
            let entry = entries[index]
            guard let token = entry.draft[keyPath: id], !table.isUsed(index),
                table["\(entry.page.name)/\(token.text)"] == index
            else { return nil }
            return entry.page.source.diagnostic(at: token.range, message(token.text))
        }
    }

    private func location(_ page: Page, _ range: Range<Int>) -> SourceLocation {
        SourceLocation(file: page.path, position: page.source.position(at: range.lowerBound))
    }

    private mutating func report(_ page: Page, _ range: Range<Int>, _ message: String, note: String? = nil) {
        diagnostics.append(page.source.diagnostic(at: range, message, note: note))
    }
}

// MARK: - Building

extension Linker {
    private func rule(_ entry: Entry<RuleDraft>) -> Rule? {
        guard let id = entry.draft.id, let level = entry.draft.level else { return nil }
        return Rule(
            id: "\(entry.page.name)/\(id.text)", page: entry.page.name, name: id.text, level: level,
            text: entry.draft.text, source: location(entry.page, id.range))
    }

    private func setup(_ entry: Entry<SetupDraft>) -> Setup? {
        guard let id = entry.draft.id, let example = entry.draft.example else { return nil }
        return Setup(
            id: "\(entry.page.name)/\(id.text)", page: entry.page.name, name: id.text, example: example,
            source: location(entry.page, id.range))
    }

    /// Resolves a case's references; the value is nil where its ID or its fence is at fault.
    private mutating func build(case index: Int) -> (value: Case?, after: Int?) {
        let entry = allCases[index]
        let keys = entry.draft.keys
        let usedSetups = keys.uses.compactMap { resolve($0, "setup", on: entry.page, in: \.setups) }
        for setup in usedSetups { setups.use(setup) }
        let provenRules = provenRules(of: entry)
        for rule in provenRules { rules.use(rule) }
        let after = keys.after.flatMap { resolve($0, "case", on: entry.page, in: \.cases) }
        guard let id = entry.draft.id, let example = entry.draft.example else { return (nil, after) }
        let value = Case(
            id: "\(entry.page.name)/\(id.text)", page: entry.page.name, name: id.text, example: example,
            profile: keys.profile, open: keys.open,
            uses: usedSetups.compactMap { fullName(allSetups[$0], \.id) },
            requires: keys.requires,
            proves: provenRules.compactMap { fullName(allRules[$0], \.id) },
            selects: keys.selects,
            after: after.flatMap { fullName(allCases[$0], \.id) },
            source: location(entry.page, id.range))
        return (value, after)
    }

    private func fullName<Draft>(_ entry: Entry<Draft>, _ id: KeyPath<Draft, Token?>) -> String? {
        entry.draft[keyPath: id].map { "\(entry.page.name)/\($0.text)" }
    }

    private mutating func provenRules(of entry: Entry<CaseDraft>) -> [Int] {
        if let named = entry.draft.keys.proves {
            return named.compactMap { resolve($0, "rule", on: entry.page, in: \.rules) }
        }
        switch entry.draft.nearestRule {
        case .rule(let index): return [firstRules[entry.pageIndex] + index]
        case .broken: return []
        case .none:
            report(
                entry.page, entry.draft.place, "this case proves no rule",
                note: "put it below a rule in the same section, or name one: proves=RULE")
            return []
        }
    }
}

// MARK: - Order

extension Linker {
    /// Tells of cases that come after themselves, each circle once, at its first case.
    private mutating func checkOrder(_ after: [Int?]) {
        /// The walk that first came by a case; 0: none yet.
        var walks = [Int](repeating: 0, count: after.count)
        for start in after.indices where walks[start] == 0 {
            var current = start
            while walks[current] == 0 {
                walks[current] = start + 1
                guard let next = after[current] else { break }
                current = next
            }
            if walks[current] == start + 1, after[current] != nil { reportCircle(from: current, after) }
        }
    }

    private mutating func reportCircle(from start: Int, _ after: [Int?]) {
        var circle = [start]
        while let last = circle.last, let next = after[last], next != start { circle.append(next) }
        guard let first = circle.min(), let offset = circle.firstIndex(of: first) else { return }
        let entry = allCases[first]
        let names = (circle[offset...] + circle[..<offset] + [first]).compactMap { fullName(allCases[$0], \.id) }
        let place = entry.draft.keys.after?.range ?? entry.draft.place
        if circle.count == 1 {
            report(entry.page, place, "a case cannot come after itself")
        } else {
            report(entry.page, place, "these cases come after each other", note: names.joined(separator: " → "))
        }
    }
}
