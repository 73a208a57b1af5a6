import Conformance
import Reports
import Specification
import Wire

/// A page's part of the search index: its sections, rules and cases.
///
/// A page is `[ADDRESS, TITLE, ENTRY…]` and an entry `[KIND, ANCHOR, TITLE, TEXT, OUTCOMES]`, where OUTCOMES has a letter
/// for each backend.
struct PageSearchIndex {
    private let page: String
    private let title: String
    private var entries: [JSON] = []
    private var section: (title: String, anchor: String)
    private var text = ""

    private enum Kind: String {
        case section = "s"
        case rule = "r"
        case example = "c"
    }

    init(page: String, title: String) {
        self.page = page
        self.title = title
        section = (title, "")
    }

    /// Starts a new section: the text that is added next belongs to it.
    mutating func begin(section title: String, anchor: String) {
        endSection()
        section = (title, anchor)
    }

    mutating func add(_ words: String) {
        if !text.isEmpty { text += " " }
        text += words
    }

    mutating func add(_ rule: Rule, outcomes: [CaseOutcome?]) {
        add(.rule, rule.anchor, rule.name, rule.text, outcomes)
    }

    mutating func add(_ item: Case, outcomes: [CaseOutcome?]) {
        add(.example, item.anchor, item.name, item.body, outcomes)
    }

    var json: [UInt8] {
        var copy = self
        copy.endSection()
        return JSON.array([.string("\(page).html"), .string(title)] + copy.entries).bytes
    }

    private mutating func endSection() {
        guard !text.isEmpty || !section.anchor.isEmpty else { return }
        add(.section, section.anchor, section.title, text, [])
        text = ""
    }

    private mutating func add(
        _ kind: Kind, _ anchor: String, _ title: String, _ text: String, _ outcomes: [CaseOutcome?]
    ) {
        let letters = String(outcomes.map { ($0 ?? .notApplicable).letter })
        entries.append(
            .array([.string(kind.rawValue), .string(anchor), .string(title), .string(text), .string(letters)]))
    }
}

extension CaseOutcome {
    fileprivate var letter: Character {
        switch self {
        case .passed: "p"
        case .failed, .unexpectedPass: "f"
        case .warned: "w"
        case .knownFailure: "k"
        case .notApplicable: "-"
        case .notRun: "n"
        }
    }
}
