import Foundation
import TestSupport
import Testing

/// Cases of an author's pages that prove nothing.
@Suite struct DocsProofTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes a page with a rule and more blocks, and runs a command on it.
    private func run(_ command: [String], _ blocks: String) async throws -> Program {
        try folder.write("<!-- rule: r -->\nIt **must** be.\n\n" + blocks, to: "page.md")
        return try await Program.taskdb(command + ["--docs", "."], in: folder.url)
    }

    private static let shell = "<!-- case: shell -->\n```console\n$ true\n```\n"
    private static let session = "<!-- case: session -->\n```pycon\n>>> db.get_history()\n[]\n```\n"

    @Test func `a case that nobody runs is no proof`() async throws {
        let check = try await run(["docs", "check"], Self.shell)
        #expect(check.status == 1)
        #expect(
            check.error == """
                ./page.md:4:12: error: no run of the suite runs a shell session, so this case proves nothing
                    4 | <!-- case: shell -->
                      |            ^
                      = note: write it in pycon or json, or mark it `not-run: REASON`

                ./page.md:1:12: error: no case that is run proves rule `r`
                    1 | <!-- rule: r -->
                      |            ^

                2 errors

                """)
        let test = try await run(["test"], Self.shell)
        #expect(test.status == 64)
        #expect(test.error.contains("no case that is run proves rule `r`"))
    }

    @Test func `a rule that another case proves is proved`() async throws {
        let check = try await run(["docs", "check"], Self.shell + "\n" + Self.session)
        #expect(check.status == 1)
        #expect(check.error.hasSuffix("\n1 error\n"))
        let swift = Self.shell.replacing("console", with: "swift")
        #expect(try await run(["docs", "check"], swift).error.contains("runs a Swift program"))
        let controller = "<!-- case: c selects=NoDB -->\n```console\n$ nohup ipcontroller --nodb &\n```\n"
        #expect(try await run(["docs", "check"], controller).status == 0)
        let configuration =
            "<!-- case: c selects=NoDB -->\n```python\nimport os\nc.IPController.db_class = 'NoDB'\n```\n"
        #expect(try await run(["docs", "check"], configuration).status == 0)
    }

    @Test func `a duplicate name hides no other mistake`() async throws {
        let second = "<!-- case: session -->\n```pycon\n>>> while True: pass\n```\n"
        let check = try await run(["docs", "check"], Self.session + "\n" + second)
        #expect(check.error.contains("./page.md:10:12: error: duplicate case ID `session`"), "\(check.error)")
        #expect(check.error.contains("./page.md:12:5: error: `while` is not part of the console subset"))
        #expect(check.error.hasSuffix("\n2 errors\n"))
    }

    @Test func `what only a run shows to be left out is reported, and no failure`() async throws {
        let session = "<!-- case: s -->\n```pycon\n>>> x = ['a']\n>>> [y.encode().title() for y in x]\n[b'A']\n```\n"
        let check = try await run(["docs", "check"], session)
        #expect(check.status == 1)
        #expect(
            check.error.contains("./page.md:7:6: error: `bytes.title` is not part of the console subset"),
            "\(check.error)")
        let test = try await run(["test", "--backend", "dictdb"], session)
        #expect(test.status == 2)
        #expect(test.output.contains("the example cannot be evaluated: `bytes.title`"), "\(test.output)")
        #expect(!test.output.contains("FAILED"))
    }
}
