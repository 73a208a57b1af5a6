import Markdown

/// What one page says, before names are resolved.
struct PageDraft: Sendable {
    let page: Page
    var rules: [RuleDraft] = []
    var cases: [CaseDraft] = []
    var setups: [SetupDraft] = []
    var notRun: [NotRun] = []
}

/// The ID is nil where it is missing or bad; the draft is kept so that what is above or below it is judged rightly.
struct RuleDraft: Sendable {
    var id: PageToken?
    var level: Rule.Level?
    var text: String
}

struct CaseDraft: Sendable {
    var id: PageToken?
    /// What an error about the case as a whole points to.
    var place: Range<Int>
    var example: ExampleBlock?
    var keys: CaseKeys
    var nearestRule: Sections.NearestRule
}

struct SetupDraft: Sendable {
    var id: PageToken?
    var example: ExampleBlock?
}

/// The keys of a case's mark, each value checked by itself.
struct CaseKeys: Sendable {
    var profile = Case.Profile.recording
    var open: [Case.Option] = []
    var uses: [PageToken] = []
    var requires: [String] = []
    /// Nil where the key is absent.
    var proves: [PageToken]?
    var selects: String?
    var after: PageToken?
}
