import Foundation
import TestSupport
import Testing

/// Compares the site's HTML of pages with that of the `cmark` program.
@Suite struct PageHTMLTests {
    @Test(arguments: 1000..<1100)
    func `prose is rendered as cmark renders it`(_ seed: Int) async throws {
        let text = GeneratedPage.text(seed: UInt64(seed))
        let ours = BuiltPage.article(text).withoutOwnParts
        let rendered = try await Program.run(["cmark"], input: text).output
        // The site refuses links with the unknown scheme x.
        let (theirs, _) = UnsafeAddresses.asText(
            rendered.replacing("<a href=\"x:y\">", with: "<a href=\"\">").replacing(
                // None of the images is a file in the pages' folder: the site shows their text instead.
                #/<img src="[^"]*" alt="([^"]*)"(?: title="[^"]*")? />/#
            ) { $0.output.1 })
        #expect(ours == theirs.withoutOwnParts, "seed \(seed)")
    }

    @Test func `headings have the addresses that other renderers give them`() {
        let html = BuiltPage.article("# `$ne`: is not\n\n## What, now?\n\n## What now\n\n## 日本 é_x-y\n\n## !\n")
        for slug in ["ne-is-not", "what-now", "what-now-1", "日本-é_x-y", "section"] {
            #expect(html.contains("id=\"\(slug)\""), "\(slug) in \(html)")
        }
    }

    @Test func `a link to a page leads to its place on the site`() {
        let pages = ["a": "# A\n\n[b](b.md#x) [b](./b.md) [c](c.md) [d](d/b.md) [s](../src/x.swift)", "b": "# B\n"]
        let html = BuiltPage.text("a.html", of: pages)
        for address in ["b.html#x", "\"b.html\"", "\"c.md\"", "\"d/b.md\"", "\"../src/x.swift\""] {
            #expect(html.contains(address), "\(address)")
        }
        let linked = BuiltPage.text("a.html", of: pages, sourceAddress: "https://e.org/blob")
        #expect(linked.contains("\"https://e.org/blob/src/x.swift\""))
    }

    @Test(arguments: [
        ("pycon", ">>> 1\n1\n>>> x\nTraceback (most recent call last):\n    ...\nKeyError\n", ["i", "o", "i", "t"]),
        ("pycon", ">>> for a in b:\n...     pass\n...\n", ["i", "i", "i"]),
        ("pycon", ">>> 1\n... is output where nothing is to go on\n", ["i", "i"]),
        ("console", "$ a \\\n> b\nout\n", ["i", "i", "o"]),
        ("console", "out\n", ["o"]),
    ])
    func `a session's input, output and traceback are marked`(_ language: String, _ code: String, _ parts: [String]) {
        let html = BuiltPage.article("```\(language)\n\(code)```\n")
        let found = html.matches(of: #/<span class="([iot])">/#).map { String($0.output.1) }
        #expect(found == parts)
    }

    @Test(arguments: [
        ("python", "x = 'a' # b", ["s", "c"]), ("python", "rb'''x", ["s"]),
        ("python", "None if 1.5e3 else y1", ["b", "k", "n", "k"]),
        ("json", "{\"a\": [\"b\", true, -1]}", ["a", "s", "b", "n"]),
        ("swift", "let x = \"a\\\"b\" // c", ["k", "s", "c"]),
        ("console", "$ echo a#b 'c' # d", ["s", "c"]), ("made-up", "let x", []), ("python", "'never closed\nx", ["s"]),
    ])
    func `code is highlighted by its language`(_ language: String, _ code: String, _ marks: [String]) {
        let html = BuiltPage.article("```\(language)\n\(code)\n```\n")
        #expect(html.matches(of: #/<span class="([ksncab])">/#).map { String($0.output.1) } == marks)
        #expect(html.contains("never closed") == code.contains("never closed"))
    }
}

extension String {
    /// The HTML without the parts that the site renders differently from cmark: heading IDs, code blocks and raw HTML.
    fileprivate var withoutOwnParts: String {
        replacing(#/<figure class="code">.*?</figure>\n/#.dotMatchesNewlines(), with: "CODE\n")
            .replacing(#/<pre><code.*?</code></pre>\n/#.dotMatchesNewlines(), with: "CODE\n")
            .replacing(#/ <a class="anchor" href="[^"]*" aria-label="[^"]*">#</a>/#, with: "")
            .replacing(#/<h([1-6]) id="[^"]*">/#) { "<h\($0.output.1)>" }
            .replacing(#/<!-- raw HTML omitted -->\n?/#, with: "")
    }
}
