import Specification
import Testing

/// A page with one error, and the whole text of its diagnostics.
struct PageError: Sendable, CustomTestStringConvertible {
    let name: String
    let page: String
    let expected: String

    init(_ name: String, _ page: String, _ expected: String) {
        self.name = name
        self.page = page
        self.expected = expected
    }

    var testDescription: String { name }
}

@Suite struct DiagnosticTableTests {
    @Test(
        arguments: PageError.ofMarks + PageError.ofNearMarks + PageError.ofIDs + PageError.ofKeys + PageError.ofNames
            + PageError.ofBlocks
            + PageError.ofTemplates + PageError.ofRows + PageError.ofTableMarks)
    func theErrorIsReported(_ error: PageError) {
        #expect(Suite.make(error.page).rendered == error.expected)
    }

    @Test func aValidPageHasNoDiagnostics() {
        #expect(Suite.make(validPage("")).rendered == "")
    }

    @Test(arguments: [
        "<!-- rule; see below -->\nText.", "<!-- the rule: x -->\nText.", "<!-- case=insensitive or not -->\nText.",
        "<!-- a note <!-- of a note -->\nText.", "It *must* be, and must **not** fail.", "`<!— rule: x —>`",
        "<!-- table -->\n| a |\n| --- |\n| **must** |", "<!-- not-run: a\u{A0}reason -->\n```text\n```",
        "a < - rule: x",
    ])
    func whatOnlyLooksLikeAMarkIsProse(_ more: String) {
        #expect(Suite.make(validPage(more)).rendered == "")
    }

    @Test func aPageWithoutRulesIsProse() { #expect(Suite.make("It **must** be.").rendered == "") }

    @Test func allErrorsAreReportedInOrder() {
        let (_, rendered) = Suite.make(
            (path: "b.md", text: validPage("<!-- case: c -->")),
            (path: "a.md", text: validPage("```\n```\n\n<!-- setup: -->\n")))
        let places = rendered.split(separator: "\n").filter { $0.contains(": error: ") }
            .map { $0.prefix { $0 != " " } }
        #expect(places == ["a.md:9:1:", "a.md:12:6:", "b.md:9:6:"])
    }
}
