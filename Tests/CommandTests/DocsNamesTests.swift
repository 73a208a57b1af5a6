import Foundation
import TestSupport
import Testing

@Suite struct DocsNamesTests {
    /// A project with one page and what is made of it.
    private static func project(_ cases: [String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["Docs", "Conformance"] {
            try FileManager.default.createDirectory(
                at: folder.url.appending(path: name), withIntermediateDirectories: true)
        }
        try write(cases, to: folder)
        return folder
    }

    private static func write(_ cases: [String], to folder: TemporaryFolder) throws {
        let blocks = cases.map { "<!-- case: \($0) -->\n```pycon\n>>> 1\n1\n```\n" }
        try folder.write(
            "# Page\n\n<!-- rule: r -->\nIt **must**.\n\n" + blocks.joined(separator: "\n"), to: "Docs/page.md")
    }

    private static func docs(_ arguments: [String], in folder: TemporaryFolder) async throws -> Program {
        try await Program.taskdb(["docs"] + arguments, in: folder.url)
    }

    private static let export = ["export", "--docs", "Docs", "--output", "Conformance/suite.json"]

    @Test func `a name that goes away has to be retired, and is not used again`() async throws {
        let folder = try Self.project(["a", "b"])
        #expect(try await Self.docs(Self.export, in: folder).status == 0)

        try Self.write(["a"], to: folder)
        let refused = try await Self.docs(Self.export, in: folder)
        #expect(refused.status == 1)
        #expect(refused.error.contains("  case page/b\n"))

        try folder.write("case page/b # never liked\n", to: "Conformance/retired.txt")
        #expect(try await Self.docs(Self.export, in: folder).status == 0)
        #expect(try await Self.docs(["check", "--docs", "Docs"], in: folder).status == 0)

        try Self.write(["a", "b"], to: folder)
        let again = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(again.status == 1)
        #expect(again.error.contains("retired.txt:1:1: error: the case page/b is retired, and is on a page again"))
    }

    @Test(arguments: [
        ("[a](nowhere.md)", "there is no page nowhere.md"), ("[a](page.md#nowhere)", "page.md has no heading #nowhere"),
        ("[a](#nowhere)", "other.md has no heading #nowhere"), ("[a](pag.md)", "did you mean page.md?"),
        ("*[a][b]*\n\n[b]: #others", "did you mean #other?"), ("![a](no.png)", "there is no file no.png"),
        ("[a](../Conformance/no.json#x)", "there is no file ../Conformance/no.json"),
        ("[a](%70ag%65s.md)", "there is no page pages.md; did you mean page.md?"),
        ("[a](page.md#case-b)", "did you mean #case-a?"), ("[a](page.md#rule-s)", "did you mean #rule-r?"),
        ("[a](#case-a)", "other.md has no case #case-a"),
    ])
    func `a broken link is an error`(_ link: String, _ message: String) async throws {
        let folder = try Self.project(["a"])
        try folder.write("# Other\n\nSee \(link).\n", to: "Docs/other.md")
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(program.status == 1)
        #expect(program.error.contains(message))
        #expect(program.error.contains("Docs/other.md:3:"))
    }

    @Test(arguments: [
        "[a](page.md)", "[a](page.md#page)", "[a](#other)", "[a](https://example.org/x.md#y)", "[a](../x.md)",
        "[a](p%61ge.md#p%61ge)", "[a](./page.md?x=1#page)", "![a](../x.md)", "[a](..)", "[a](/x.md)",
        "[a](mailto:x.md)", "[a](page.md#case-a)", "[a](page.md#rule-r)",
    ])
    func `a link that leads somewhere is not`(_ link: String) async throws {
        let folder = try Self.project(["a"])
        try folder.write("# Other\n\nSee \(link).\n", to: "Docs/other.md")
        try folder.write("", to: "x.md")
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(program.error == "")
    }

    @Test func `each use of a link has its place`() async throws {
        let folder = try Self.project(["a"])
        try folder.write(
            "# Other\n\n[a](no.md) `no.md` [b](no.md)\n[r] and\n[text][R], [a](<no.md>)\n\n> - [r]\n\n[r]: no.md\n",
            to: "Docs/other.md")
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        let places = program.error.split(separator: "\n").filter { $0.contains(": error: ") }
            .map { String($0.prefix { $0 != " " }) }
        #expect(
            places == ["3:5", "3:24", "4:1", "5:7", "5:17", "7:5"].map { "Docs/other.md:\($0):" }, "\(program.error)")
        #expect(program.error.contains("      = note: the link is defined at Docs/other.md:9:1\n"))
    }

    /// Twice as many take twice as long, on one line and over many pages.
    @Test(.timeLimit(.minutes(1))) func `many broken links are found soon`() async throws {
        let folder = try Self.project(["a"])
        let many = String(repeating: "[a](no.md) ", count: 6000)
        try folder.write("# Other\n\n\(String(repeating: "x ", count: 200_000))\(many)\n", to: "Docs/other.md")
        for number in 0..<1500 { try folder.write("[a](paeg\(number).md#t)\n", to: "Docs/x\(number).md") }
        let start = ContinuousClock.now
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(program.error.hasSuffix("7500 errors\n"))
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `files that may be meant as pages are warned about`() async throws {
        let folder = try Self.project(["a"])
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "Docs/sub/more"), withIntermediateDirectories: true)
        for name in ["X.MD", "y.markdown", "sub/a.md", "sub/more/b.md", "sub/c.txt", ".hidden.MD"] {
            try folder.write("# X\n", to: "Docs/\(name)")
        }
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(
            program.error == """
                warning: Docs/X.MD is not read: a page's name ends in .md
                warning: Docs/sub/a.md is not read: pages stand in Docs itself
                warning: Docs/sub/more/b.md is not read: pages stand in Docs itself
                warning: Docs/y.markdown is not read: a page's name ends in .md

                """)
        #expect(program.status == 0)
    }

    @Test(arguments: [
        ("mkdir Docs/x.md", "it is a folder, not a file"), ("mkfifo Docs/x.md", "it is a pipe or a device, not a file"),
        ("ln -s no Docs/x.md", "it is a link to no, which does not exist"),
        ("ln -s x.md Docs/x.md", "it is a circular link"),
    ])
    func `a page that cannot be read is an error in words`(_ command: String, _ reason: String) async throws {
        let folder = try Self.project(["a"])
        let program = try await Program.run(
            ["sh", "-c", "\(command) && exec taskdb docs check --docs Docs"], in: folder.url)
        #expect(program.status == 64)
        #expect(program.error.hasPrefix("Error: Docs/x.md: the page cannot be read: \(reason)\n"), "\(program.error)")
    }
}
