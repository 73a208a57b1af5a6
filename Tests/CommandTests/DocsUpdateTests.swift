import Foundation
import TestSupport
import Testing

@Suite struct DocsUpdateTests {
    private static let head = "<!-- rule: r -->\nIt **must**.\n\n<!-- case: a -->\n"

    /// What a page shows, and what it is to show.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let after: String

        init(_ name: String, _ before: String, _ after: String) {
            testDescription = name
            self.before = before
            self.after = after
        }

        /// In a block below a rule.
        static func block(_ name: String, _ before: String, _ after: String) -> Change {
            Change(name, head + "```pycon\n\(before)```\n", head + "```pycon\n\(after)```\n")
        }
    }

    static let changes: [Change] = [
        .block("another value", ">>> 1 + 1\n3\n", ">>> 1 + 1\n2\n"),
        .block("no output", ">>> 1 + 1\n>>> 2\n2\n", ">>> 1 + 1\n2\n>>> 2\n2\n"),
        .block("too much output", ">>> x = 1\n1\n\n>>> x\n1\n", ">>> x = 1\n\n>>> x\n1\n"),
        .block("a blank line", ">>> print()\n1\n", ">>> print()\n"),
        .block("a blank line between", ">>> print('a\\n\\nb')\n1\n", ">>> print('a\\n\\nb')\na\n\nb\n"),
        .block("several lines", ">>> print('a\\nb')\nc\nd\ne\n>>> 1\n1\n", ">>> print('a\\nb')\na\nb\n>>> 1\n1\n"),
        .block(
            "an error", ">>> db.get_record('a')\n1\n",
            ">>> db.get_record('a')\nTraceback (most recent call last):\n    ...\nKeyError\n"),
        .block("an error no more", ">>> 2\nTraceback (most recent call last):\n    ...\nKeyError: 'a'\n", ">>> 2\n2\n"),
        .block(
            "another error", ">>> {}['a']\nTraceback (most recent call last):\n    ...\nValueError: no\n",
            ">>> {}['a']\nTraceback (most recent call last):\n    ...\nKeyError: 'a'\n"),
        .block("an equal value told otherwise", ">>> [1, 2]\n[1,\n 2]\n", ">>> [1, 2]\n[1,\n 2]\n"),
        .block("a wildcard", ">>> print('a b c')\na ... c\n", ">>> print('a b c')\na ... c\n"),
        .block(
            "an elided traceback", ">>> {}['a']\nTraceback (most recent call last):\n  ...\nKeyError\n",
            ">>> {}['a']\nTraceback (most recent call last):\n  ...\nKeyError\n"),
        .block("beyond ASCII", ">>> 'caf\u{e9} \u{1F40D}'\n''\n", ">>> 'caf\u{e9} \u{1F40D}'\n'caf\u{e9} \u{1F40D}'\n"),
        Change(
            "other line ends", (head + "```pycon\n>>> 1\n2\n```\n").replacing("\n", with: "\r\n"),
            (head + "```pycon\n>>> 1\n1\n```\n").replacing("\n", with: "\r\n")),
        Change(
            "set in",
            "- item\n\n  <!-- rule: r -->\n  It **must**.\n\n  <!-- case: a -->\n  ```pycon\n  >>> 1\n  2\n  ```\n",
            "- item\n\n  <!-- rule: r -->\n  It **must**.\n\n  <!-- case: a -->\n  ```pycon\n  >>> 1\n  1\n  ```\n"),
        Change(
            "a quotation",
            "<!-- rule: r -->\nIt **must**.\n\n> <!-- case: a -->\n> ```pycon\n> >>> print('a\\n\\nb')\n> ```\n",
            "<!-- rule: r -->\nIt **must**.\n\n> <!-- case: a -->\n> ```pycon\n> >>> print('a\\n\\nb')\n> a\n>\n> b\n> ```\n"
        ),
        Change(
            "a byte order mark", "\u{FEFF}" + head + "```pycon\n>>> 1\n2\n```\n",
            "\u{FEFF}" + head + "```pycon\n>>> 1\n1\n```\n"),
        Change(
            "a setup of two cases",
            "<!-- setup: s -->\n```pycon\n>>> 1\n2\n```\n\n<!-- rule: r -->\nIt **must**.\n\n"
                + "<!-- case: a uses=s -->\n```pycon\n>>> 1\n1\n```\n\n<!-- case: b uses=s -->\n```pycon\n>>> 2\n2\n```\n",
            "<!-- setup: s -->\n```pycon\n>>> 1\n1\n```\n\n<!-- rule: r -->\nIt **must**.\n\n"
                + "<!-- case: a uses=s -->\n```pycon\n>>> 1\n1\n```\n\n<!-- case: b uses=s -->\n```pycon\n>>> 2\n2\n```\n"
        ),
        Change(
            "a reply",
            head + "```json\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"close\",\"params\":{}}\n"
                + "{\"jsonrpc\":\"...\",\"id\":7,\"result\":null}\n```\n",
            head + "```json\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"close\",\"params\":{}}\n"
                + "{\"jsonrpc\":\"...\",\"id\":1,\"result\":null}\n```\n"),
    ]

    private static func update(
        _ folder: TemporaryFolder, _ arguments: [String] = [], ci: String? = nil, input: String = ""
    )
        async throws -> Program
    {
        let environment = ci.map { ["CI=\($0)"] } ?? ["-u", "CI"]
        return try await Program.run(
            ["/usr/bin/env"] + environment + [Program.taskdb, "docs", "update", "--docs", folder.url.path] + arguments,
            input: input)
    }

    private static func text(_ folder: TemporaryFolder) throws -> String {
        String(decoding: try Data(contentsOf: folder.url.appending(path: "page.md")), as: UTF8.self)
    }

    @Test(arguments: changes)
    func `a page shows what the reference does, and keeps all else`(_ change: Change) async throws {
        let folder = try TemporaryFolder()
        try folder.write(change.before, to: "page.md")
        let program = try await Self.update(folder)
        #expect(program.status == 0, "\(program.error)")
        #expect(try Self.text(folder).unicodeScalars.elementsEqual(change.after.unicodeScalars), "\(program.output)")
    }

    @Test func `the second time there is nothing to do`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.changes[0].before, to: "page.md")
        _ = try await Self.update(folder)
        let program = try await Self.update(folder)
        #expect(program.output == "0 outputs written, 0 left as they are\n")
    }

    private static let two = head + "```pycon\n>>> 1\n2\n```\n\n<!-- case: b -->\n```pycon\n>>> 3\n4\n```\n"

    @Test func `one case can be taken by itself`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.two, to: "page.md")
        let program = try await Self.update(folder, ["--accept", "page/b"])
        #expect(program.status == 1)
        #expect(program.output.hasSuffix("1 output written, 1 left as they are\n"))
        #expect(try Self.text(folder) == Self.two.replacing("\n4\n", with: "\n3\n"))
    }

    @Test func `review asks for each`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.two, to: "page.md")
        let program = try await Self.update(folder, ["--review"], input: "n\ny\n")
        #expect(program.output.contains("page.md:6:1: page/a\n    1\n  - 2\n  + 1\nwrite it? [y/N] "))
        #expect(try Self.text(folder) == Self.two.replacing("\n4\n", with: "\n3\n"))
    }

    @Test func `nothing is written under CI`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.two, to: "page.md")
        let program = try await Self.update(folder, ci: "true")
        #expect(program.status == 1)
        #expect(program.error.contains("CI is set: 2 outputs would be written, and are not"))
        #expect(try Self.text(folder) == Self.two)
    }

    @Test func `output that cannot be written is an error, and the page is left alone`() async throws {
        let folder = try TemporaryFolder()
        let page = Self.head + "```pycon\n>>> print('>>> 5')\nx\n```\n"
        try folder.write(page, to: "page.md")
        let program = try await Self.update(folder)
        #expect(program.status == 1)
        #expect(program.error.contains("page.md:6:1: error: what the reference shows cannot be written"))
        #expect(try Self.text(folder) == page)
    }

    /// Beside each one that can be written: it is.
    @Test(arguments: [
        (">>> print('Traceback (most recent call last):')", "the traceback has no last line"),
        (">>> print('x'); 1/0", "output before a traceback cannot be expected together with it"),
        (">>> print(' ')", "it is blank"), (">>> print('```')", ":\n```"),
        (">>> print('\\x1b[31mred\\u202e>>> ')\n>>> print('>>> ')", ":\n>>>"),
    ])
    func `what would be a mistake is not written`(_ prompt: String, _ reason: String) async throws {
        let folder = try TemporaryFolder()
        let page = Self.head + "```pycon\n\(prompt)\nX\n>>> 1\n2\n```\n"
        try folder.write(page, to: "page.md")
        let program = try await Self.update(folder)
        #expect(program.status == 1)
        #expect(program.error.contains("what the reference shows cannot be written as expected output"))
        #expect(program.error.contains(reason), "\(program.error)")
        #expect(!(program.output + program.error).contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        #expect(program.output.hasSuffix(" written, 1 left as they are\n"), "\(program.output)")
        #expect(try Self.text(folder).hasSuffix("X\n>>> 1\n1\n```\n"))
        #expect(try await Program.taskdb(["docs", "check", "--docs", folder.url.path]).status == 0)
        let again = try await Self.update(folder)
        #expect(again.output.hasSuffix("0 outputs written, 1 left as they are\n"), "\(again.output)")
    }

    @Test func `a page that is a link stays one`() async throws {
        let (folder, place) = (try TemporaryFolder(), try TemporaryFolder())
        try place.write(Self.changes[0].before, to: "page.md")
        let link = folder.url.appending(path: "page.md").path
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: place.url.appending(path: "page.md").path)
        #expect(try await Self.update(folder).status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link).hasPrefix(place.url.path))
        #expect(try Self.text(place) == Self.changes[0].after)
    }

    @Test func `a name that is none is answered with the nearest`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.two, to: "page.md")
        let program = try await Self.update(folder, ["--accept", "page/bb"])
        #expect(program.status == 64)
        #expect(program.error.contains("no case or setup is named page/bb; did you mean page/b?"))
    }
}
