import Diagnostics
import Markdown
import Specification
import Testing

@Suite struct SuiteTests {
    @Test func everyKeyIsRead() throws {
        let keys = "profile=non-recording open=a:1,b:-2.5,c:true,d:x:y uses=s requires=glob,other proves=r,q"
        let test = fenced("<!-- setup: s -->", "<!-- case: x \(keys) selects=nodb after=c -->")
        let (suite, rendered) = Suite.make(validPage("<!-- rule: q -->\nIt **may** not.\n" + test))
        #expect(rendered == "")
        let item = try #require(suite.cases.last)
        #expect(item.id == "page/x")
        #expect(item.profile == .nonRecording)
        #expect(item.open.map(\.name) == ["a", "b", "c", "d"])
        #expect(item.open.map(\.value) == [.integer(1), .number(-2.5), .boolean(true), .text("x:y")])
        #expect(item.uses == ["page/s"])
        #expect(item.requires == ["glob", "other"])
        #expect(item.proves == ["page/r", "page/q"])
        #expect(item.selects == "nodb")
        #expect(item.after == "page/c")
        #expect(item.body == "1\n")
        #expect(item.language == .pycon)
        #expect(item.source.description == "page.md:15:12")
    }

    @Test(arguments: [
        ("It **must** be.", Rule.Level.must, "It must be."),
        ("It **must\nnot** be `x`.", .must, "It must not be x."),
        ("One **should**,\nanother **should not**.", .should, "One should, another should not."),
        ("*It **may***; it **will**.", .may, "It may; it will."),
    ])
    func aRuleHasTheLevelInBold(_ text: String, _ level: Rule.Level, _ plain: String) {
        let (suite, rendered) = Suite.make("<!-- rule: r -->\n\(text)\n\n" + fenced("<!-- case: c -->"))
        #expect(rendered == "")
        #expect(suite.rules.map(\.level) == [level])
        #expect(suite.rules.map(\.text) == [plain])
    }

    @Test func rulesStandInListsAndQuotes() {
        let (suite, rendered) = Suite.make(
            """
            <!-- rule: a -->
            1. It **must**.

               Further.
            2. <!-- rule: b -->
               It **may**.

               > <!-- rule: c -->
               > - It **should**.

            """ + fenced("<!-- case: x proves=a,b,c -->"))
        #expect(rendered == "")
        #expect(suite.rules.map(\.text) == ["It must. Further.", "It may.", "It should."])
        #expect(suite.rules.map { $0.source.position.description } == ["1:12", "5:15", "8:17"])
    }

    @Test func aCaseProvesTheNearestRuleOfItsSections() {
        let rule = { (name: String) in "<!-- rule: \(name) -->\nIt **must**.\n\n" }
        let test = { (name: String) in fenced("<!-- case: \(name) -->") + "\n\n" }
        let text =
            rule("top") + test("a") + "# One\n\n" + test("b") + rule("one") + test("c") + "## Deeper\n\n" + test("d")
            + rule("deeper") + test("e") + "# Two\n\n" + test("f")
        let (suite, rendered) = Suite.make(text)
        #expect(rendered == "")
        #expect(suite.cases.flatMap(\.proves) == ["top", "top", "one", "one", "deeper", "top"].map { "page/\($0)" })
    }

    @Test func notRunBlocksAreCollected() {
        let (suite, rendered) = Suite.make(validPage("> <!-- not-run: needs a\n> cluster -->\n> ```sql\n> x\n> ```"))
        #expect(rendered == "")
        #expect(suite.notRun.map(\.reason) == ["needs a cluster"])
        #expect(suite.notRun.map(\.language) == ["sql"])
    }

    @Test func marksShownAsCodeAreIgnored() {
        let text = "`<!-- case: x -->` \\<!-- rule: x --> <!-- a case in point --> &lt;!-- setup: x"
        #expect(Suite.make(validPage(text)).rendered == "")
    }

    @Test func bodyPositionsArePositionsOnThePage() throws {
        let (suite, _) = Suite.make(validPage("- <!-- case: x -->\n  ```pycon\n  é\n\n  ab\n  ```"))
        let item = try #require(suite.cases.last)
        #expect(item.position(inBody: 1, column: 1) == SourcePosition(line: 11, column: 3))
        #expect(item.position(inBody: 3, column: 2) == SourcePosition(line: 13, column: 4))
        #expect(item.position(inBody: 4, column: 1) == SourcePosition(line: 14, column: 1))
        #expect(item.position(inBody: 0, column: 1) == SourcePosition(line: 10, column: 3))
    }

    @Test func canonicalBytesIgnoreProse() {
        let plain = Suite.make(validPage("")).suite.canonicalBytes()
        #expect(Suite.make("Prose.\n\n" + validPage("More prose.")).suite.canonicalBytes() == plain)
        #expect(Suite.make(validPage("").replacing(">>> 1", with: ">>> 2")).suite.canonicalBytes() != plain)
        #expect(Suite.make(validPage("").replacing("must", with: "may")).suite.canonicalBytes() != plain)
    }
}
