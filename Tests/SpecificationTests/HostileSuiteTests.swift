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
            "é", "\0", "<div>",
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
