import Diagnostics
import Markdown

/// Resolves references between pages, and builds the suite. Takes time in the number of such references, since each page's own
/// references are resolved already.
struct Linker {
    private(set) var diagnostics: [Diagnostic] = []
    private let pages: [LinkedPage]
    /// The pages whose file name no page before them has.
    private let firstPages: [Int]
    /// The drafts by their full names.
    private var rules: [String: Place] = [:]
    private var cases: [String: Place] = [:]
    private var setups: [String: Place] = [:]
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
        var names: Set<String> = []
        firstPages = pages.indices.filter { names.insert(pages[$0].page.name).inserted }
        for page in firstPages {
            add(page, "rule", \.rules, \.id, to: \.rules)
            add(page, "case", \.cases, \.id, to: \.cases)
            add(page, "setup", \.setups, \.id, to: \.setups)
        }
    }

    /// Adds the names of a page. Reports those that an earlier page with its prefix has.
    private mutating func add<Draft>(
        _ index: Int, _ kind: String, _ drafts: KeyPath<PageDraft, [Draft]>, _ id: KeyPath<Draft, PageToken?>,
        to table: WritableKeyPath<Linker, [String: Place]>
    ) {
        let page = pages[index]
        for (number, draft) in page.draft[keyPath: drafts].enumerated() {
            guard let token = draft[keyPath: id], let name = page.fullName(token) else { continue }
            guard let first = self[keyPath: table][name] else {
                self[keyPath: table][name] = Place(page: index, index: number)
                continue
            }
            // Duplicates on one page are reported already.
            guard first.page != index,
                let earlier = pages[first.page].draft[keyPath: drafts][first.index][keyPath: id]
            else { continue }
            report(
                index, token.range, "duplicate \(kind) ID `\(token.text)`",
                note: "first used at \(pages[first.page].location(earlier.range))")
        }
    }

    mutating func link(version: String) -> Suite {
        var built: [Case] = []
        for (index, page) in pages.enumerated() {
            for (item, earlier) in page.before {
                before[Place(page: index, index: item)] = Place(page: index, index: earlier)
            }
            built += (page.open.isEmpty ? page.cases : builtCases(ofPage: index)).lazy.compactMap(\.self)
                .filter { cases[$0.id]?.page == index }
        }
        checkOrder()
        checkUse()
        return Suite(
            version: version, pages: pages.map(\.page),
            rules: pages.enumerated().flatMap { page, linked in linked.rules.filter { rules[$0.id]?.page == page } },
            cases: built,
            setups: pages.enumerated().flatMap { page, linked in linked.setups.filter { setups[$0.id]?.page == page } },
            notRun: pages.flatMap(\.draft.notRun), templates: firstPages.flatMap { pages[$0].draft.templates },
            tables: firstPages.flatMap { pages[$0].draft.tables },
            shownTables: firstPages.flatMap { pages[$0].draft.shownTables },
            unnamed: pages.indices.flatMap { unnamedExamples(ofPage: $0) })
    }

    private func unnamedExamples(ofPage index: Int) -> [UnnamedExample] {
        let page = pages[index]
        func isNamed(_ id: PageToken?, _ number: Int, in table: [String: Place]) -> Bool {
            page.fullName(id).flatMap { table[$0] } == Place(page: index, index: number)
        }
        func unnamed(_ example: ExampleBlock?, needsClients: Bool) -> UnnamedExample? {
            example.map { UnnamedExample(page: page.page.name, example: $0, needsClients: needsClients) }
        }
        let ofCases = page.draft.cases.enumerated().compactMap { number, item in
            isNamed(item.id, number, in: cases)
                ? nil : unnamed(item.example, needsClients: item.keys.requires.contains(Capability.clients))
        }
        let ofSetups = page.draft.setups.enumerated().compactMap { number, item in
            isNamed(item.id, number, in: setups) ? nil : unnamed(item.example, needsClients: false)
        }
        return ofCases + ofSetups
    }
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
        references.uses = item.keys.uses.compactMap {
            resolve($0, "setup", onPage: index, in: \.setups, or: setups)
        }
        references.proves = (item.keys.proves ?? []).compactMap {
            resolve($0, "rule", onPage: index, in: \.rules, or: rules)
        }
        references.after = item.keys.after.flatMap { resolve($0, "case", onPage: index, in: \.cases, or: cases) }
        if let rule = pages[index].nearestRule(of: item) { references.proves.append(Place(page: index, index: rule)) }
        return references
    }

    private mutating func resolve(
        _ reference: PageToken, _ kind: String, onPage index: Int, in table: KeyPath<LinkedPage.Names, NameTable>,
        or all: [String: Place]
    ) -> Place? {
        let (prefix, name) =
            reference.cut(at: "/").map { ($0.text, $1.text) } ?? (pages[index].page.prefix, reference.text)
        if prefix == pages[index].page.prefix, let found = pages[index].names[keyPath: table][name] {
            return Place(page: index, index: found)
        }
        if let found = all["\(prefix)/\(name)"] { return found }
        let hint = suggestion(for: reference.text, from: index, among: table)
        report(index, reference.range, "unknown \(kind) `\(reference.text)`\(hint)")
        return nil
    }

    /// ` (did you mean …?)` for a reference on a page. Names of that page are suggested without the page name.
    private mutating func suggestion(
        for reference: String, from index: Int, among table: KeyPath<LinkedPage.Names, NameTable>
    ) -> String {
        guard suggestionsLeft > 0 else { return "" }
        suggestionsLeft -= 1
        let all = pages.lazy.flatMap { page in page.names[keyPath: table].names.lazy.map { "\(page.page.prefix)/\($0)" }
        }
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
        checkChains()
    }

    /// All cases before a case are run before it, each time: a long chain takes quadratic time.
    private static let longestChain = 50

    /// Reports the cases that come after too many others.
    private mutating func checkChains() {
        /// How many cases each case comes after; a circle, which is reported already, counts as none.
        var lengths: [Place: Int] = [:]
        for start in before.keys.sorted() {
            var chain: [Place] = []
            var current: Place? = start
            while let place = current, lengths[place] == nil {
                lengths[place] = 0
                chain.append(place)
                current = before[place]
            }
            var length = current.flatMap { lengths[$0] } ?? -1
            for place in chain.reversed() {
                length += 1
                lengths[place] = length
                guard length == Self.longestChain + 1 else { continue }
                let item = pages[place.page].draft.cases[place.index]
                report(
                    place.page, item.keys.after?.range ?? item.place,
                    "this case comes after more than \(Self.longestChain) others",
                    note: "they all run before it; put what they have in common into a setup")
            }
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
