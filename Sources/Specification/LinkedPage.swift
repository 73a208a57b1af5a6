import Diagnostics
import Markdown

/// A page with the references to its own names resolved. ``Linker`` resolves references to other pages, and reports those to
/// unknown names.
struct LinkedPage: Sendable {
    let draft: PageDraft
    private(set) var names = Names()
    /// The rules with a unique ID and without errors, in page order.
    private(set) var rules: [Rule] = []
    private(set) var setups: [Setup] = []
    /// One for each draft; nil if the draft has an error or is among ``open``.
    private(set) var cases: [Case?] = []
    /// The drafts of cases that refer to names not on this page.
    private(set) var open: [Int] = []
    /// For each case with `after=` that names a case of this page: both indices.
    private(set) var before: [(index: Int, before: Int)] = []
    /// The drafts of rules and setups that no case of the page refers to, without duplicates.
    private(set) var unusedRules: [Int] = []
    private(set) var unusedSetups: [Int] = []
    private(set) var diagnostics: [Diagnostic] = []

    var page: Page { draft.page }

    /// The index of a draft by its name.
    struct Names: Sendable {
        var rules = NameTable()
        var cases = NameTable()
        var setups = NameTable()
    }

    init(_ draft: PageDraft) {
        self.draft = draft
        names.rules = table(of: draft.rules.map(\.id), "rule")
        names.cases = table(of: draft.cases.map(\.id), "case")
        names.setups = table(of: draft.setups.map(\.id), "setup")
        linkCases()
        rules = draft.rules.indices.compactMap(rule)
        setups = draft.setups.indices.compactMap(setup)
    }
}

// MARK: - Names

extension LinkedPage {
    /// The references of a case, as drafts of this page or of any page.
    struct References<Reference> {
        var uses: [Reference] = []
        var proves: [Reference] = []
        var after: Reference?
    }

    /// The table of the IDs of drafts. Reports duplicates.
    private mutating func table(of ids: [PageToken?], _ kind: String) -> NameTable {
        var table = NameTable()
        for (index, id) in ids.enumerated() {
            guard let id, let first = table.add(id.text, index: index) else { continue }
            let note = ids[first].map { "first used at \(location($0.range))" }
            report(id.range, "duplicate \(kind) ID `\(id.text)`", note: note)
        }
        return table
    }

    /// The draft that a reference refers to, if it is on this page.
    private func index(of reference: PageToken, in table: NameTable) -> Int? {
        guard let (before, name) = reference.cut(at: "/") else { return table[reference.text] }
        return before.text == page.prefix ? table[name.text] : nil
    }

    func location(_ range: Range<Int>) -> SourceLocation {
        SourceLocation(file: page.path, position: page.source.position(at: range.lowerBound))
    }

    func fullName(_ id: PageToken?) -> String? { id.map { "\(page.prefix)/\($0.text)" } }

    private mutating func report(_ range: Range<Int>, _ message: String, note: String? = nil) {
        diagnostics.append(page.source.diagnostic(at: range, message, note: note))
    }
}

// MARK: - Building

extension LinkedPage {
    private mutating func linkCases() {
        var usedRules = Array(repeating: false, count: draft.rules.count)
        var usedSetups = Array(repeating: false, count: draft.setups.count)
        for (index, item) in draft.cases.enumerated() {
            if case .none = item.nearestRule, item.keys.proves == nil {
                report(
                    item.place, "this case proves no rule",
                    note: "put it below a rule in the same section, or name one: proves=RULE")
            }
            guard let references = references(of: item) else {
                open.append(index)
                cases.append(nil)
                continue
            }
            for rule in references.proves { usedRules[rule] = true }
            for setup in references.uses { usedSetups[setup] = true }
            if let earlier = references.after { before.append((index, earlier)) }
            cases.append(
                makeCase(
                    index, uses: references.uses.compactMap { fullName(draft.setups[$0].id) },
                    proves: references.proves.compactMap { fullName(draft.rules[$0].id) },
                    after: references.after.flatMap { fullName(draft.cases[$0].id) }))
        }
        unusedRules = names.rules.names.compactMap { names.rules[$0] }.filter { !usedRules[$0] }
        unusedSetups = names.setups.names.compactMap { names.setups[$0] }.filter { !usedSetups[$0] }
    }

    /// Nil if any reference is not to this page.
    private func references(of item: CaseDraft) -> References<Int>? {
        var references = References<Int>()
        for token in item.keys.uses {
            guard let index = index(of: token, in: names.setups) else { return nil }
            references.uses.append(index)
        }
        for token in item.keys.proves ?? [] {
            guard let index = index(of: token, in: names.rules) else { return nil }
            references.proves.append(index)
        }
        if let token = item.keys.after {
            guard let index = index(of: token, in: names.cases) else { return nil }
            references.after = index
        }
        if let rule = nearestRule(of: item) { references.proves.append(rule) }
        return references
    }

    /// The draft of the rule that a case without `proves=` proves.
    func nearestRule(of item: CaseDraft) -> Int? {
        guard item.keys.proves == nil, case .rule(let index) = item.nearestRule else { return nil }
        return index
    }

    /// Nil if the ID or the fence is invalid, or the name is a duplicate.
    func makeCase(_ index: Int, uses: [String], proves: [String], after: String?) -> Case? {
        let item = draft.cases[index]
        guard let id = item.id, names.cases[id.text] == index, let example = item.example else { return nil }
        return Case(
            id: "\(page.prefix)/\(id.text)", page: page.name, name: id.text, example: example,
            profile: item.keys.profile, open: item.keys.open, uses: uses, requires: item.keys.requires, proves: proves,
            selects: item.keys.selects, after: after, fold: item.keys.fold, source: location(id.range))
    }

    private func rule(_ index: Int) -> Rule? {
        let item = draft.rules[index]
        guard let id = item.id, names.rules[id.text] == index, let level = item.level else { return nil }
        return Rule(
            id: "\(page.prefix)/\(id.text)", page: page.name, name: id.text, level: level, text: item.text,
            source: location(id.range))
    }

    private func setup(_ index: Int) -> Setup? {
        let item = draft.setups[index]
        guard let id = item.id, names.setups[id.text] == index, let example = item.example else { return nil }
        return Setup(
            id: "\(page.prefix)/\(id.text)", page: page.name, name: id.text, example: example,
            source: location(id.range))
    }
}
