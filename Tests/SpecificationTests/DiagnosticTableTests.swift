import Specification
import Testing

/// One mistake a test: the page, and the whole rendered text of what is said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
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
    @Test(arguments: Mistake.ofMarks + Mistake.ofIDs + Mistake.ofKeys + Mistake.ofNames + Mistake.ofBlocks)
    func mistakeIsTold(_ mistake: Mistake) {
        #expect(Suite.make(mistake.page).rendered == mistake.expected)
    }

    @Test func aSoundPageHasNoDiagnostics() {
        #expect(Suite.make(soundPage("")).rendered == "")
    }

    @Test func allMistakesAreToldAtOnceInOrder() {
        let (_, rendered) = Suite.make(
            (path: "b.md", text: soundPage("<!-- case: c -->")),
            (path: "a.md", text: soundPage("```\n```\n\n<!-- setup: -->\n")))
        let places = rendered.split(separator: "\n").filter { $0.contains(": error: ") }
            .map { $0.prefix { $0 != " " } }
        #expect(places == ["a.md:9:1:", "a.md:12:6:", "b.md:9:6:"])
    }
}
