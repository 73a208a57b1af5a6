import Conformance
import Diagnostics
import Specification
import Testing

/// Names of Python's that the subset leaves out are mistakes of a page, unless the pages give them a meaning.
@Suite struct LeftOutNameTests {
    private static func mistakes(_ setup: String, _ session: String) -> [String] {
        let text = """
            <!-- rule: r -->
            It **must** be.

            <!-- setup: s -->
            ```pycon
            >>> \(setup)
            ```

            <!-- case: c uses=s -->
            ```pycon
            >>> \(session)
            ```

            """
        let page = PreparedSuite.prepare(Suite.load(pages: [(path: "page.md", bytes: Array(text.utf8))]))
        return page.diagnostics.map(\.description)
    }

    @Test func `an unsupported name is reported with its place`() {
        let mistakes = Self.mistakes("x = 1", "hash(x)")
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasPrefix("page.md:11:5: error: `hash` is not part of the console subset") ?? false)
    }

    @Test func `a setup may give it a meaning`() {
        #expect(Self.mistakes("hash = lambda x: x", "hash(1)") == [])
        #expect(Self.mistakes("id = 'a'", "db.get_record(id)") == [])
    }
}
