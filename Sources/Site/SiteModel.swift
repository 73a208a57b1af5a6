import Conformance
import Diagnostics
import Markdown
import Specification

/// The suite and the results that a site shows, with look-up tables from names to places.
struct SiteModel: Sendable {
    let suite: Suite
    let results: Results
    let options: SiteOptions
    /// The pages as ``PageOrder`` orders them.
    let orderedPages: [Page]
    /// The names and titles of ``orderedPages``.
    let pages: [PageEntry]
    private let placesByName: [String: Int]
    private let casesByRule: [String: [CasePlace]]
    private let firstRule: [String: Int]
    private let firstCase: [String: Int]
    private let firstSetup: [String: Int]
    private let tablesByPage: [String: [CaseTable]]
    private let shownTablesByPage: [String: [ShownTable]]
    private let templatesByPage: [String: [Template]]
    /// The pages of rules, cases and setups, by kind and full name: `rule page/name`.
    private let pagesByID: [String: String]
    /// The suite's digest; empty without results, where it is not needed and would take time.
    let digest: String

    init(_ suite: Suite, _ results: Results, _ options: SiteOptions) {
        self.suite = suite
        self.results = results
        self.options = options
        orderedPages = PageOrder.ordered(suite.pages)
        pages = orderedPages.map(PageEntry.init)
        placesByName = Dictionary(pages.enumerated().map { ($1.name, $0) }) { first, _ in first }
        casesByRule = suite.cases.reduce(into: [:]) { places, item in
            for rule in item.proves { places[rule, default: []].append(CasePlace(item)) }
        }
        firstRule = Self.firsts(suite.rules, \.page)
        firstCase = Self.firsts(suite.cases, \.page)
        firstSetup = Self.firsts(suite.setups, \.page)
        tablesByPage = Dictionary(grouping: suite.tables, by: \.page)
        shownTablesByPage = Dictionary(grouping: suite.shownTables, by: \.page)
        templatesByPage = Dictionary(grouping: suite.templates, by: \.page)
        let places =
            suite.rules.map { ("rule \($0.id)", $0.page) } + suite.cases.map { ("case \($0.id)", $0.page) }
            + suite.setups.map { ("setup \($0.id)", $0.page) }
        pagesByID = Dictionary(places) { first, _ in first }
        digest = results.backends.isEmpty ? "" : suite.digest
    }

    /// The index of each page's first item; the items of a page are adjacent.
    private static func firsts<Item>(_ items: [Item], _ page: (Item) -> String) -> [String: Int] {
        var firsts: [String: Int] = [:]
        var last: String?
        for (index, item) in items.enumerated() where page(item) != last {
            last = page(item)
            firsts[page(item)] = firsts[page(item)] ?? index
        }
        return firsts
    }

    func place(ofPage name: String) -> Int? { placesByName[name] }
    func cases(proving rule: String) -> [CasePlace] { casesByRule[rule] ?? [] }

    /// The address of a rule, a case or a setup, relative to a page.
    ///
    /// - Parameter kind: `rule`, `case` or `setup`.
    func address(of kind: String, _ id: String, from page: String) -> String {
        let target = pagesByID["\(kind) \(id)"] ?? page
        return "\(target == page ? "" : "\(target).html")#\(kind)-\(Self.name(of: id))"
    }

    /// The last part of a full name.
    static func name(of id: String) -> Substring {
        id[id.utf8.index(after: id.utf8.firstIndex(of: UInt8(ascii: "/")) ?? id.startIndex)...]
    }

    /// The tables and templates of a page, in its order.
    func tables(on page: String) -> [CaseTable] { tablesByPage[page] ?? [] }
    func shownTables(on page: String) -> [ShownTable] { shownTablesByPage[page] ?? [] }
    func templates(on page: String) -> [Template] { templatesByPage[page] ?? [] }

    /// The text of the nearest heading above a rule.
    func section(of rule: Rule) -> String {
        let headings = suite.page(named: rule.page)?.document.blocks.prefix { $0.start < rule.source.position }
        let heading = headings?.last { if case .heading = $0.kind { true } else { false } }
        return heading?.plainText ?? rule.page
    }

    /// The rules, cases or setups of a page, in its order.
    func rules(on page: String) -> ArraySlice<Rule> { run(suite.rules, from: firstRule[page]) { $0.page == page } }
    func cases(on page: String) -> ArraySlice<Case> { run(suite.cases, from: firstCase[page]) { $0.page == page } }
    func setups(on page: String) -> ArraySlice<Setup> { run(suite.setups, from: firstSetup[page]) { $0.page == page } }

    private func run<Item>(_ items: [Item], from first: Int?, _ isOnPage: (Item) -> Bool) -> ArraySlice<Item> {
        first.map { items[$0...].prefix(while: isOnPage) } ?? []
    }
}

/// A page's name and title, for links to it.
struct PageEntry: Sendable, Equatable {
    let name: String
    let title: String
    var address: String { "\(name).html" }

    init(_ page: Page) {
        name = page.name
        title = page.title
    }
}

/// A case's name and address, for links to it.
struct CasePlace: Sendable, Equatable {
    private let item: Case

    init(_ item: Case) { self.item = item }

    var id: String { item.id }
    var page: String { item.page }
    var name: String { item.name }
    var anchor: String { item.anchor }
    var needsClients: Bool { item.needsClients }

    static func == (left: Self, right: Self) -> Bool { left.id == right.id }

    /// Relative to the site's root.
    var address: String { "\(page).html#\(anchor)" }
}

extension Rule {
    /// Relative to the site's root.
    var address: String { "\(page).html#\(anchor)" }
}

extension Page {
    /// The page's first paragraph, or its first sentences if it is long; at most 160 characters.
    var summary: String {
        let paragraph = document.blocks.first { $0.kind == .paragraph }?.plainText ?? ""
        guard paragraph.count > 160 else { return paragraph }
        let start = paragraph.prefix(157)
        let ends = zip(start.indices, start.indices.dropFirst()).filter { start[$0] == "." && start[$1] == " " }
        if let (end, _) = ends.last { return String(start[...end]) }
        return String(start[..<(start.lastIndex(of: " ") ?? start.endIndex)]) + "…"
    }
}
