import Diagnostics
import Markdown

/// Resolves references between pages, and builds the suite. Takes time in the number of such references, since each page's own
/// references are resolved already.
struct Linker {
    private(set) var diagnostics: [Diagnostic] = []
    private let pages: [LinkedPage]
    /// The first page of each name.
    private let pageIndices: [String: Int]
    private var usedRules: Set<Place> = []
    private var usedSetups: Set<Place> = []
    /// For each case with `after=`, the case that it names.
    private var before: [Place: Place] = [:]
    /// Each suggestion compares with every name, so their number is limited.
    private var suggestionsLeft = 100

    /// A draft: the index of its page, and its index on the page.
    private struct Place: Hashable, Comparable {
        let page: Int
        let index: Int

        static func < (left: Self, right: Self) -> Bool { (left.page, left.index) < (right.page, right.index) }
    }

    init(_ pages: [LinkedPage]) {
        self.pages = pages
        pageIndices = Dictionary(pages.enumerated().map { ($1.page.name, $0) }) { first, _ in first }
    }

    mutating func link(version: String) -> Suite {
        var cases: [Case] = []
        for (index, page) in pages.enumerated() {
            for (item, earlier) in page.before {
                before[Place(page: index, index: item)] = Place(page: index, index: earlier)
            }
            let built = page.open.isEmpty ? page.cases : builtCases(ofPage: index)
            // Only the first of several pages with one name can be referred to.
            if isFirst(index) { cases += built.lazy.compactMap(\.self) }
        }
        checkOrder()
        checkUse()
        let first = pages.indices.filter(isFirst).map { pages[$0] }
        return Suite(
            version: version, pages: pages.map(\.page), rules: first.flatMap(\.rules), cases: cases,
            setups: first.flatMap(\.setups), notRun: pages.flatMap(\.draft.notRun))
    }

    private func isFirst(_ page: Int) -> Bool { pageIndices[pages[page].page.name] == page }
}

// MARK: - References between pages

extension Linker {
    private mutating func builtCases(ofPage index: Int) -> [Case?] {
        let page = pages[index]
        var cases = page.cases
        for item in page.open {
            let references = references(of: page.draft.cases[item], onPage: index)
            usedRules.formUnion(references.proves)
            usedSetups.formUnion(references.uses)
            if let earlier = references.after { before[Place(page: index, index: item)] = earlier }
            cases[item] = page.makeCase(
                item, uses: references.uses.compactMap { fullName($0, \.setups, \.id) },
                proves: references.proves.compactMap { fullName($0, \.rules, \.id) },
                after: references.after.flatMap { fullName($0, \.cases, \.id) })
        }
        return cases
    }

    /// The references of a case. Reports and leaves out those to unknown names.
    private mutating func references(of item: CaseDraft, onPage index: Int) -> LinkedPage.References<Place> {
        var references = LinkedPage.References<Place>()
        references.uses = item.keys.uses.compactMap { resolve($0, "setup", onPage: index, in: \.setups) }
        references.proves = (item.keys.proves ?? []).compactMap { resolve($0, "rule", onPage: index, in: \.rules) }
        references.after = item.keys.after.flatMap { resolve($0, "case", onPage: index, in: \.cases) }
        if let rule = pages[index].nearestRule(of: item) { references.proves.append(Place(page: index, index: rule)) }
        return references
    }

    private mutating func resolve(
        _ reference: PageToken, _ kind: String, onPage index: Int, in table: KeyPath<LinkedPage.Names, NameTable>
    ) -> Place? {
        let (page, name) =
            reference.cut(at: "/").map { (pageIndex(of: $0.text, from: index), $1) } ?? (index, reference)
        if let page, let found = pages[page].names[keyPath: table][name.text] { return Place(page: page, index: found) }
        let hint = suggestion(for: reference.text, from: index, among: table)
        report(index, reference.range, "unknown \(kind) `\(reference.text)`\(hint)")
        return nil
    }

    private func pageIndex(of name: String, from index: Int) -> Int? {
        name == pages[index].page.name ? index : pageIndices[name]
    }

    /// ` (did you mean …?)` for a reference on a page. Names of that page are suggested without the page name.
    private mutating func suggestion(
        for reference: String, from index: Int, among table: KeyPath<LinkedPage.Names, NameTable>
    ) -> String {
        guard suggestionsLeft > 0 else { return "" }
        suggestionsLeft -= 1
        let all = pages.lazy.flatMap { page in page.names[keyPath: table].names.lazy.map { "\(page.page.name)/\($0)" } }
        if reference.utf8.contains(UInt8(ascii: "/")) {
            return Diagnostics.suggestion(for: reference, among: all)
        }
        let near = nearestName(to: reference, among: pages[index].names[keyPath: table].names)
        return (near ?? all.first { $0.hasSuffix("/" + reference) }).map { " (did you mean `\($0)`?)" } ?? ""
    }

    private func fullName<Draft>(
        _ place: Place, _ drafts: KeyPath<PageDraft, [Draft]>, _ id: KeyPath<Draft, PageToken?>
    ) -> String? {
        let page = pages[place.page]
        return page.fullName(page.draft[keyPath: drafts][place.index][keyPath: id])
    }

    private mutating func report(_ page: Int, _ range: Range<Int>, _ message: String, note: String? = nil) {
        diagnostics.append(pages[page].page.source.diagnostic(at: range, message, note: note))
    }
}

// MARK: - Use

extension Linker {
    private mutating func checkUse() {
        for (index, page) in pages.enumerated() {
            for rule in page.unusedRules where !usedRules.contains(Place(page: index, index: rule)) {
                reportUnused(index, page.draft.rules[rule].id) { "no case proves rule `\($0)`" }
            }
            for setup in page.unusedSetups where !usedSetups.contains(Place(page: index, index: setup)) {
                reportUnused(index, page.draft.setups[setup].id) { "no case uses setup `\($0)`" }
            }
        }
    }

    private mutating func reportUnused(_ page: Int, _ id: PageToken?, _ message: (String) -> String) {
        if let id { report(page, id.range, message(id.text)) }
    }
}

// MARK: - Order

extension Linker {
    /// Reports circles of `after=`, each once, at its first case.
    private mutating func checkOrder() {
        /// The number of the walk that first visited a case.
        var walks: [Place: Int] = [:]
        for (walk, start) in before.keys.sorted().enumerated() where walks[start] == nil {
            var current = start
            while walks[current] == nil {
                walks[current] = walk
                guard let next = before[current] else { break }
                current = next
            }
            if walks[current] == walk, before[current] != nil { reportCircle(from: current) }
        }
    }

    private mutating func reportCircle(from start: Place) {
        var circle = [start]
        while let last = circle.last, let next = before[last], next != start { circle.append(next) }
        guard let first = circle.min(), let offset = circle.firstIndex(of: first) else { return }
        let item = pages[first.page].draft.cases[first.index]
        let names = (circle[offset...] + circle[..<offset] + [first]).compactMap { fullName($0, \.cases, \.id) }
        let place = item.keys.after?.range ?? item.place
        if circle.count == 1 {
            report(first.page, place, "a case cannot come after itself")
        } else {
            report(first.page, place, "circular order of cases", note: names.joined(separator: " → "))
        }
    }
}
