import Diagnostics
import FoundationEssentials
import Markdown
import Specification
import Testing

@Suite struct PagesTests {
    @Test func aDuplicatePageNameIsAnError() {
        let (_, rendered) = Suite.make((path: "a/x.md", text: ""), (path: "b/x.md", text: "# Hi"))
        #expect(
            rendered == """
                b/x.md:1:1: error: duplicate page name `x`
                    1 | # Hi
                      | ^
                      = note: the first is a/x.md
                """)
    }

    @Test func theFirstOfTwoPagesWithOneNameDefinesTheNames() {
        let page = validPage(fenced("<!-- case: x -->"))
        let (suite, _) = Suite.make((path: "a/x.md", text: page), (path: "b/x.md", text: page))
        #expect(suite.pages.count == 2)
        #expect(suite.cases.map(\.source.file) == Array(repeating: "a/x.md", count: suite.cases.count))
        #expect(Set(suite.cases.map(\.id)).count == suite.cases.count)
    }

    @Test func aPageNameIsAnID() {
        let (_, rendered) = Suite.make((path: "a/x y.md", text: ""))
        #expect(
            rendered == """
                a/x y.md:1:1: error: bad page name `x y`
                    1 |
                      | ^
                      = note: a page's name is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
                """)
    }

    @Test func pagesReferToEachOther() {
        let (suite, rendered) = Suite.make(
            (path: "b.md", text: validPage(fenced("<!-- case: x proves=a/r uses=a/s after=a/c -->"))),
            (path: "a.md", text: validPage(fenced("<!-- setup: s -->"))))
        #expect(rendered == "")
        let item = suite.cases.first { $0.id == "b/x" }
        #expect(item?.proves == ["a/r"])
        #expect(item?.uses == ["a/s"])
        #expect(item?.after == "a/c")
        #expect(suite.pages.map(\.name) == ["a", "b"])
    }

    @Test func aNameOfAnotherPageIsSuggested() {
        let (_, rendered) = Suite.make(
            (path: "b.md", text: validPage(fenced("<!-- case: x uses=s -->"))),
            (path: "a.md", text: validPage(fenced("<!-- setup: s -->", "<!-- case: d uses=s -->"))))
        #expect(rendered.hasPrefix("b.md:9:19: error: unknown setup `s` (did you mean `a/s`?)"))
    }

    @Test func aCircleThroughPagesIsReportedOnce() {
        let (_, rendered) = Suite.make(
            (path: "a.md", text: validPage(fenced("<!-- case: x after=b/x -->"))),
            (path: "b.md", text: validPage(fenced("<!-- case: x after=a/x -->"))))
        #expect(
            rendered == """
                a.md:9:20: error: circular order of cases
                    9 | <!-- case: x after=b/x -->
                      |                    ^~~
                      = note: a/x → b/x → a/x
                """)
    }

    /// Each case of a chain runs all before it.
    @Test func aLongChainOfCasesIsReportedOnce() {
        let chain = (0...60).map { fenced("<!-- case: c\($0) after=c\($0 == 0 ? "" : "\($0 - 1)") -->") }
        let (_, rendered) = Suite.make((path: "a.md", text: validPage(chain.joined(separator: "\n"))))
        #expect(
            rendered == """
                a.md:209:22: error: this case comes after more than 50 others
                  209 | <!-- case: c50 after=c49 -->
                      |                      ^~~
                      = note: they all run before it; put what they have in common into a setup
                """)
    }

    @Test func aDirectoryIsReadInOrderWithoutHiddenFiles() throws {
        let directory = try TemporaryDirectory([
            "b.md": validPage(""), "a.md": validPage(""), ".c.md": "```", "d.txt": "```",
        ])
        let (suite, diagnostics) = try Suite.load(directory: directory.path)
        #expect(diagnostics.isEmpty)
        #expect(suite.pages.map(\.path) == ["\(directory.path)/a.md", "\(directory.path)/b.md"])
    }

    @Test func errorsOfReadingADirectoryAreMessages() throws {
        let directory = try TemporaryDirectory(["a.txt": ""])
        let table: [(path: String, message: String)] = [
            (directory.path, "no page (*.md) in this directory"),
            (directory.path + "/a.txt", "not a directory"),
            (directory.path + "/none", "there is no such directory"),
        ]
        for (path, message) in table {
            let error = #expect(throws: PagesError.self) { try Suite.load(directory: path) }
            #expect(error?.description == "\(path): \(message)")
        }
    }
}

/// A directory that is removed with its owner.
private final class TemporaryDirectory {
    let path: String

    init(_ files: [String: String]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
        path = url.path
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
