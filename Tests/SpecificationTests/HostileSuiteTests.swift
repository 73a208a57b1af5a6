import Diagnostics
import Markdown
import Specification
import Testing

@Suite struct HostileSuiteTests {
    /// Pages of random pieces of marks: every diagnostic has a position on its page.
    @Test(arguments: 0..<100)
    func randomMarksAreRead(_ seed: Int) {
        var state = UInt64(seed) &* 2_654_435_769 &+ 1
        let pieces = [
            "<!-- ", "-->", " -->\n", "case:", "rule:", "setup:", "not-run:", " x", " y", "=", ",", "/", "profile=any",
            "uses=x", "proves=x,y", "after=x", "\n", "\n\n", "```pycon\n", "```\n", "> ", "- ", "It **must** ", "# H\n",
            "\t",
            "é", "\0", "<div>", "template:", "cases:", "<!-- table -->\n", "page:", " first", "fold=\"", "\"",
            "| case | X |\n|---|---|\n",
            "| a | `1\\|` |\n", ">>> X\n",
        ]
        var text = ""
        for _ in 0..<200 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text += pieces[Int((state >> 33) % UInt64(pieces.count))]
        }
        let (suite, diagnostics) = Suite.load(pages: [("page.md", Array(text.utf8))])
        for diagnostic in diagnostics {
            #expect(diagnostic.line >= 1 && diagnostic.column >= 1 && diagnostic.length >= 1)
            #expect(diagnostic.line <= (suite.pages.first?.source.lineCount ?? 0) + 1)
        }
        #expect(diagnostics == diagnostics.sorted())
    }

    @Test(arguments: [">", "- "])
    func marksInDeepContainersAreCutAndReported(_ mark: String) {
        let text = validPage(String(repeating: mark, count: 100_000) + "<!-- case: x -->")
        let (suite, diagnostics) = Suite.load(pages: [("page.md", Array(text.utf8))])
        #expect(diagnostics.map(\.message) == ["nested more than 200 levels deep: deeper content is ignored"])
        #expect(suite.cases.map(\.id) == ["page/c"])
    }

    private static let template =
        "<!-- template: t -->\n```pycon\n>>> X\n```\n\n<!-- cases: t -->\n| case | X |\n|---|---|\n"

    @Test func aTableOfManyRowsTakesLinearTime() {
        let rows = (0..<100_000).map { "| c\($0) | \($0) |\n" }.joined()
        let (suite, diagnostics) = Suite.load(pages: [("page.md", Array((validPage(Self.template) + rows).utf8))])
        #expect(diagnostics.isEmpty)
        #expect(suite.cases.count == 100_001)
        #expect(suite.cases.last?.body == ">>> 99999\n")
    }

    @Test func aCaseOfManyRowsTakesLinearTime() {
        let rows = (0..<100_000).map { "| x | \($0) |\n" }.joined()
        let (suite, diagnostics) = Suite.load(pages: [("page.md", Array((validPage(Self.template) + rows).utf8))])
        #expect(diagnostics.isEmpty)
        #expect(suite.cases.last?.example.position(line: 100_000, column: 5).line == 100_016)
    }

    @Test func aRowOfManyBarsTakesLinearTime() {
        let text = validPage(Self.template + String(repeating: "|", count: 100_000))
        let (_, diagnostics) = Suite.load(pages: [("page.md", Array(text.utf8))])
        #expect(diagnostics.map(\.message).contains("this row has 99999 cells, the header 2"))
    }

    @Test func sessionsOfTheSquareOfThePageAreReported() {
        let template = Self.template.replacing(">>> X", with: ">>> X" + String(repeating: ", X", count: 30_000))
        let rows = (0..<30_000).map { "| c\($0) | 1 |\n" }.joined()
        let (suite, diagnostics) = Suite.load(pages: [("page.md", Array((validPage(template) + rows).utf8))])
        #expect(diagnostics.map(\.message) == ["the sessions of this page's tables are larger than 16 MiB"])
        #expect(suite.cases.count < 1000)
    }

    @Test func unclosedCommentsTakeLinearTime() {
        let text = "a" + String(repeating: " <!-- case: x <!-- rule x", count: 3000)
        let (_, diagnostics) = Suite.load(pages: [("page.md", Array(text.utf8))])
        #expect(diagnostics.count == 3000)
    }

    @Test func aLineOfManyMarksTakesLinearTime() {
        let text = "é" + String(repeating: " <!-- case: x -->", count: 5000)
        let (_, diagnostics) = Suite.load(pages: [("page.md", Array(text.utf8))])
        #expect(diagnostics.count == 5000)
    }
}
