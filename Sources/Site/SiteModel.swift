import Conformance
import Diagnostics
import Markdown
import Specification

/// All that the pages of a site tell of, and where on the site it stands.
struct SiteModel: Sendable {
    let suite: Suite
    let results: Results
    let options: SiteOptions
    /// The front page first, then in the order in which pages name each other.
    let orderedPages: [Page]
    /// The same, as others name them.
    let pages: [PageEntry]
    private let placesByName: [String: Int]
    private let casesByRule: [String: [CasePlace]]
    private let firstRule: [String: Int]
    private let firstCase: [String: Int]
    private let firstSetup: [String: Int]
    /// What the suite judges by; empty where nothing was judged, and nobody asks.
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
        digest = results.backends.isEmpty ? "" : suite.digest
    }

    /// The index of each page's first; those of a page stand together.
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

    /// The text of the nearest heading above a rule.
    func section(of rule: Rule) -> String {
        let headings = suite.page(named: rule.page)?.document.blocks.prefix { $0.start < rule.source.position }
        let heading = headings?.last { if case .heading = $0.kind { true } else { false } }
        return heading?.plainText ?? rule.page
    }

    /// What stands on a page, in its order.
    func rules(on page: String) -> ArraySlice<Rule> { run(suite.rules, from: firstRule[page]) { $0.page == page } }
    func cases(on page: String) -> ArraySlice<Case> { run(suite.cases, from: firstCase[page]) { $0.page == page } }
    func setups(on page: String) -> ArraySlice<Setup> { run(suite.setups, from: firstSetup[page]) { $0.page == page } }

    private func run<Item>(_ items: [Item], from first: Int?, _ isOnPage: (Item) -> Bool) -> ArraySlice<Item> {
        first.map { items[$0...].prefix(while: isOnPage) } ?? []
    }
}

/// A page, as others name it.
struct PageEntry: Sendable, Equatable {
    let name: String
    let title: String
    var address: String { "\(name).html" }

    init(_ page: Page) {
        name = page.name
        title = page.title
    }
}

/// A case, as others name it.
struct CasePlace: Sendable, Equatable {
    private let item: Case

    init(_ item: Case) { self.item = item }

    var id: String { item.id }
    var page: String { item.page }
    var name: String { item.name }

    static func == (left: Self, right: Self) -> Bool { left.item === right.item || left.id == right.id }

    /// From any page of the site's first level.
    var address: String { "\(page).html#case-\(name)" }
}

extension Rule {
    /// From any page of the site's first level.
    var address: String { "\(page).html#rule-\(name)" }
}

extension Page {
    /// The text of its first heading of the first level, else its name.
    var title: String {
        let heading = document.blocks.first { $0.kind == .heading(level: 1) }
        return heading.map(\.plainText).flatMap { $0.isEmpty ? nil : $0 } ?? name
    }
}
