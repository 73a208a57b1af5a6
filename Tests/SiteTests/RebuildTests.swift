import Foundation
import Site
import Specification
import Testing

/// Rebuilding a site after a change gives the same files as building it from scratch.
@Suite struct RebuildTests {
    private static let pages = [
        "index": "# I\n\n[a](a.md)\n", "a": "# A\n\n<!-- rule: r -->\nIt **must** be.\n\n\(example("one"))",
        "b": "# B\n\n\(example("two", "proves=a/r"))", "c": "# C\n\ntext\n",
    ]

    private static func example(_ name: String, _ keys: String = "") -> String {
        "<!-- case: \(name) \(keys) -->\n```pycon\n>>> 1\n1\n```\n"
    }

    /// Reads pages, reusing those of the last reading that did not change.
    private static func read(
        _ pages: [String: String], _ last: [String: ReadPage] = [:], but changed: [String: String] = [:]
    )
        -> [String: ReadPage]
    {
        var read = last.filter { pages[$0.key] != nil && changed[$0.key] == nil }
        for (name, text) in pages.merging(changed, uniquingKeysWith: { $1 }) where read[name] == nil {
            read[name] = ReadPage(path: "Docs/\(name).md", bytes: Array(text.utf8))
        }
        return read
    }

    @Test(arguments: [
        ["c": "# C\n\nother text\n"], ["c": "# Another title\n"], ["b": "# B\n"], ["d": "# D\n"],
        ["a": "# A\n\n<!-- rule: r -->\nIt **should** be.\n\n\(example("one"))"],
        ["index": "# I\n\n[c](c.md) [b](b.md)\n"],
        ["b": "# B\n\n\(example("three", "proves=a/r"))"],
    ])
    func `a rebuild gives the same files as a build from scratch`(_ changed: [String: String]) throws {
        var builder = try SiteBuilder(Results(), SiteOptions())
        let first = Self.read(Self.pages)
        _ = builder.build(Suite.link(Array(first.values)).suite)
        let second = Self.read(Self.pages, first, but: changed)
        let rebuilt = builder.build(Suite.link(Array(second.values)).suite)
        var fresh = try SiteBuilder(Results(), SiteOptions())
        let expected = fresh.build(Suite.link(Array(Self.read(Self.pages.merging(changed) { $1 }).values)).suite)
        #expect(Set(rebuilt.files.keys) == Set(expected.files.keys))
        for (path, bytes) in expected.files where rebuilt.files[path] != bytes {
            Issue.record("\(path) differs from a build from scratch")
        }
    }

    @Test func `a page of a large site lists only its neighbours`() throws {
        let pages = Dictionary(uniqueKeysWithValues: (0..<120).map { ("p\(1000 + $0)", "# Page \($0)\n") })
        let site = BuiltPage.site(pages)
        let page = String(decoding: site.files["p1060.html"] ?? [], as: UTF8.self)
        #expect(page.matches(of: #/href="p1\d\d\d\.html"/#).count < 30)
        #expect(page.contains("all-pages.html") && page.contains("rel=\"prev\" href=\"p1059.html\""))
        let all = String(decoding: site.files["all-pages.html"] ?? [], as: UTF8.self)
        #expect(all.matches(of: #/<li><a href="p1\d\d\d\.html">/#).count >= 120)
    }
}
