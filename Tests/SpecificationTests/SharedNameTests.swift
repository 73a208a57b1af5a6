import Specification
import Testing

/// Pages that share the name in the mark `page`.
@Suite struct SharedNameTests {
    private static func page(_ mark: String, _ more: String) -> String { "\(mark)\n\n# Title\n\n\(more)" }

    private static let rule = "<!-- rule: r -->\nIt **must** be.\n"
    private static let setup = "<!-- setup: s -->\n```pycon\n>>> s = 1\n```\n"

    private static func testCase(_ words: String) -> String { "<!-- case: \(words) -->\n```pycon\n>>> 1\n1\n```\n" }

    @Test func `names are those of the shared name, and refer to each other`() {
        let (suite, rendered) = Suite.make(
            (
                path: "a.md",
                text: Self.page("<!-- page: db -->", Self.rule + "\n" + Self.setup + "\n" + Self.testCase("x"))
            ),
            (path: "b.md", text: Self.page("<!-- page: db -->", Self.testCase("y uses=s proves=r after=x"))),
            (path: "db.md", text: Self.testCase("z uses=db/s proves=db/r")),
            (path: "other.md", text: Self.testCase("z uses=db/s proves=db/r after=db/y")))
        #expect(rendered == "")
        #expect(suite.cases.map(\.id) == ["db/x", "db/y", "db/z", "other/z"])
        #expect(suite.cases.map(\.page) == ["a", "b", "db", "other"])
        #expect(suite.cases.map(\.uses) == [[], ["db/s"], ["db/s"], ["db/s"]])
        #expect(suite.cases.map(\.after) == [nil, "db/x", nil, "db/y"])
        #expect(suite.rules.map(\.id) == ["db/r"])
    }

    @Test func `a split page is the same suite`() {
        let (first, second) = (
            Self.rule + "\n" + Self.setup + "\n" + Self.testCase("x"), Self.testCase("y uses=s proves=r")
        )
        let whole = Suite.make((path: "db.md", text: first + "\n" + second)).suite
        let split = Suite.make(
            (path: "db.md", text: first), (path: "more.md", text: "<!-- page: db -->\n\n" + second)
        ).suite
        #expect(whole.digest == split.digest)
    }

    @Test func `a name on two of the pages is reported`() {
        let (suite, rendered) = Suite.make(
            (path: "a.md", text: Self.page("<!-- page: db -->", Self.rule + "\n" + Self.testCase("x"))),
            (path: "b.md", text: Self.page("<!-- page: db -->", Self.rule + "\n" + Self.testCase("x"))))
        #expect(
            rendered == """
                b.md:5:12: error: duplicate rule ID `r`
                    5 | <!-- rule: r -->
                      |            ^
                      = note: first used at a.md:5:12
                b.md:8:12: error: duplicate case ID `x`
                    8 | <!-- case: x -->
                      |            ^
                      = note: first used at a.md:8:12
                """)
        #expect(suite.cases.map(\.source.file) == ["a.md"])
    }

    @Test func `a page is named once, by an ID`() {
        let (_, rendered) = Suite.make(
            (path: "a.md", text: "<!-- page: _ -->\n\nText.\n\n<!-- page: b -->\n"),
            (path: "b.md", text: "Text.\n\n> <!-- page: b -->\n"), (path: "c.md", text: "<!-- page: -->\n"))
        #expect(
            rendered == """
                a.md:1:12: error: bad ID `_`
                    1 | <!-- page: _ -->
                      |            ^
                      = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
                a.md:5:6: error: the page is named twice
                    5 | <!-- page: b -->
                      |      ^~~~
                      = note: the first is at a.md:1:6
                b.md:3:8: error: `page` must be the first block of the file
                    3 | > <!-- page: b -->
                      |        ^~~~
                c.md:1:6: error: `page` needs an ID
                    1 | <!-- page: -->
                      |      ^~~~
                """)
    }
}
