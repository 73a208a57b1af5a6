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
        #expect(again.error.contains("retired.txt:1:1: error: the case page/b went away once, and is on a page again"))
    }

    @Test(arguments: [
        ("[a](nowhere.md)", "there is no page nowhere.md"), ("[a](page.md#nowhere)", "page.md has no heading #nowhere"),
        ("[a](#nowhere)", "other.md has no heading #nowhere"), ("[a](pag.md)", "did you mean page.md?"),
        ("*[a][b]*\n\n[b]: #others", "did you mean #other?"),
    ])
    func `a link that leads nowhere is told`(_ link: String, _ message: String) async throws {
        let folder = try Self.project(["a"])
        try folder.write("# Other\n\nSee \(link).\n", to: "Docs/other.md")
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(program.status == 1)
        #expect(program.error.contains(message))
        #expect(program.error.contains("Docs/other.md:3:"))
    }

    @Test(arguments: [
        "[a](page.md)", "[a](page.md#page)", "[a](#other)", "[a](https://example.org/x.md#y)", "[a](../x.md)",
    ])
    func `a link that leads somewhere is not`(_ link: String) async throws {
        let folder = try Self.project(["a"])
        try folder.write("# Other\n\nSee \(link).\n", to: "Docs/other.md")
        let program = try await Self.docs(["check", "--docs", "Docs"], in: folder)
        #expect(program.error == "")
    }
}
