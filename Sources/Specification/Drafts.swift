import Markdown

/// The contents of one page, before names are resolved.
struct PageDraft: Sendable {
    var page: Page
    var rules: [RuleDraft] = []
    var cases: [CaseDraft] = []
    var setups: [SetupDraft] = []
    var notRun: [NotRun] = []
    var templates: [Template] = []
    var tables: [CaseTable] = []
    var shownTables: [ShownTable] = []
}

/// The ID is nil if it is missing or invalid; the draft is kept so that blocks above and below it are still checked.
struct RuleDraft: Sendable {
    var id: PageToken?
    var level: Rule.Level?
    var text: String
}

struct CaseDraft: Sendable {
    var id: PageToken?
    /// The range that errors about the case as a whole point to.
    var place: Range<Int>
    var example: ExampleBlock?
    var keys: CaseKeys
    var nearestRule: Sections.NearestRule
}

struct SetupDraft: Sendable {
    var id: PageToken?
    var example: ExampleBlock?
}

/// The keys of a case's mark. Each value is valid by itself.
struct CaseKeys: Sendable {
    var profile = Case.Profile.recording
    var open: [Case.Option] = []
    var uses: [PageToken] = []
    var requires: [String] = []
    /// Nil if the key is absent.
    var proves: [PageToken]?
    var selects: String?
    var after: PageToken?
    var fold: Fold?
}
