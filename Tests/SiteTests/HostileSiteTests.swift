import Conformance
import Foundation
import Reports
import Site
import Testing

/// Pages and reports that try to inject scripts or markup into the site.
@Suite struct HostileSiteTests {
    private static let attacks = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "</pre></code></dd></li><iframe src=//evil.example>", "<!--<script>-->", "]]><script>", "javascript:alert(1)",
        "{{title}}{{{content}}}", "\u{1}content\u{1}", "</title><base href=//evil.example>", "&lt;script&gt;",
    ]

    /// The only tags that a site may contain.
    private static let tags: Set<String> = [
        "a", "article", "aside", "b", "blockquote", "body", "br", "caption", "code", "dd", "details", "div", "dl", "dt",
        "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
        "img", "li", "link", "main", "meta", "nav", "ol", "p", "pre", "script", "section", "span", "strong", "summary",
        "table", "tbody", "td", "th", "thead", "title", "tr", "ul", "sub", "sup", "kbd",
    ]

    private static func check(_ site: RenderedSite, _ comment: Comment) {
        for (path, bytes) in site.files where path.hasSuffix(".html") {
            let html = String(decoding: bytes, as: UTF8.self)
            for tag in html.matches(of: #/<([a-zA-Z][^\s>/]*)([^>]*)>/#) {
                let attributes = tag.output.2
                let names = attributes.replacing(#/"[^"]*"/#, with: "")
                #expect(tags.contains(String(tag.output.1)), "\(path): \(tag.output.0) \(comment)")
                #expect(
                    names.firstMatch(of: #/\s(?:on\w+|style|srcdoc)\s*=/#) == nil,
                    "\(path): \(tag.output.0) \(comment)")
                #expect(
                    attributes.firstMatch(of: #/(?i)(?:href|src)="\s*(?:javascript|data|vbscript|file):/#) == nil,
                    "\(path) \(comment)")
            }
            for script in html.matches(of: #/<script[^>]*>/#) {
                #expect(script.output.contains("assets/"), "\(path): \(script.output) \(comment)")
            }
        }
    }

    @Test(arguments: attacks.indices)
    func `a page cannot inject scripts or markup`(_ index: Int) {
        let attack = Self.attacks[index]
        let page = """
            # \(attack)

            \(attack) [a](<\(attack)>) ![b](<\(attack)> "\(attack)") [c](javascript:alert(1)) <javascript:alert(1)>

            \(attack)

            <div>\(attack)</div>

            <table><tr><td onclick="alert(1)">\(attack)</td></tr></table>

            <table><tr><td><a href="javascript:alert(1)">x</a></td></tr></table>

            ## \(attack)

            ```\(attack.replacing("`", with: ""))
            >>> \(attack)
            \(attack)
            ```
            """
        Self.check(BuiltPage.site(["index": page, "other": page]), "\(attack)")
    }

    @Test(arguments: attacks.indices)
    func `a report cannot inject scripts, markup or paths`(_ index: Int) {
        let attack = Self.attacks[index]
        let page = "<!-- rule: r -->\nIt **must** be.\n\n<!-- case: c -->\n```pycon\n>>> 1\n1\n```\n"
        let failure = Report.Failure(
            input: attack, expected: attack, actual: attack, reason: attack,
            source: Report.Location(file: attack, line: 1))
        let results = BuiltPage.results(
            spec: "python:\(attack):\(attack)", name: attack,
            [
                BuiltPage.result("p/c", .failed, failure: failure),
                BuiltPage.result(attack, .failed, message: attack),
            ])
        let site = BuiltPage.site(["p": page], results)
        Self.check(site, "\(attack)")
        for path in site.files.keys {
            #expect(!path.hasPrefix("/") && !path.contains("..") && path.allSatisfy { $0.isASCII }, "\(path)")
        }
    }

    @Test func `the search index is one assignment of valid JSON`() throws {
        let page = "# \u{2028} </script> \" \\ \u{0}\n\n\(Self.attacks.joined(separator: "\n\n"))"
        let index = BuiltPage.text("search-index.js", of: ["p": page])
        let json = index.dropFirst("self.siteIndex=".count).dropLast(";\n".count)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    }

    @Test(arguments: [
        "<table><tr><td>x</td></tr></table>", "<table>\n<thead><tr><th scope=\"col\">x</th></tr></thead>\n</table>",
        "<table><tr><td><a href=\"https://e.org/?a=1\">x</a></td></tr></table>",
        "<table><tr><td><a id=\"old-name\" href=\"#new\">x</a></td></tr></table>",
    ])
    func `an allowed table is kept`(_ table: String) {
        #expect(BuiltPage.article(table + "\n").contains(table))
    }

    @Test func `details may have other blocks between their tags`() {
        let html = BuiltPage.article("<details>\n<summary>2 *words*</summary>\n\n- x\n\n</details>\n\ny\n")
        let list = "<ul>\n<li>x</li>\n</ul>"
        #expect(
            html == "<details class=\"fold\">\n<summary>2 *words*</summary>\n\(list)\n</details>\n<p>y</p>\n")
    }

    @Test(arguments: [
        "<details>\n<summary>s</summary>\n\nx\n", "> <details>\n\nx\n\n</details>\n", "</details>\n\nx\n",
        "<details>\n\n<details>\n\n</details>\n\nx\n", "<details onclick=\"x\">\n\nx\n\n</details>\n",
        "<details>\n<summary>s\n\nx\n\n</details>\n",
    ])
    func `details end where they began`(_ text: String) {
        let html = BuiltPage.article(text)
        #expect(html.components(separatedBy: "<details").count == html.components(separatedBy: "</details>").count)
        #expect(!html.contains("onclick"))
    }

    @Test func `a summary may have the place that links lead to`() {
        let html = BuiltPage.article("<details>\n<summary><a id=\"old\">x</a></summary>\n\ny\n\n</details> \n\nz\n")
        let begin = "<details class=\"fold\">\n<summary><a id=\"old\">x</a></summary>"
        #expect(html == "\(begin)\n<p>y</p>\n</details>\n<p>z</p>\n")
    }

    @Test(arguments: [
        "<table><tr><td>x</td></tr>", "<table><tr><td>x</tr></td></table>", "<table class=\"x\"></table>",
        "<table><tr><td><a id=\"site-search\" href=\"#new\">x</a></td></tr></table>",
        "<table><tr><td><a id=\"a\" href=\"#x\">x</a><a id=\"a\" href=\"#x\">y</a></td></tr></table>",
        "<table><tr><td><a id=\"x&quot; onclick=&quot;\" href=\"#x\">x</a></td></tr></table>",
        "<table><tr><td>&nbsp;</td></tr></table>", "<TABLE></TABLE>", "<table><script>x</script></table>",
        "<table><tr><td><a href=javascript:x>x</a></td></tr></table>", "<table ></table>", "<table/>",
        "<table><tr><td><a href=\"JavaScript:x\">x</a></td></tr></table>", "<table><!-- --></table>", "<b>x</b",
    ])
    func `HTML that is not allowed is left out with a warning`(_ html: String) {
        let site = BuiltPage.site(["p": "<div></div>\n\n\(html)\n"])
        #expect(site.remarks.first?.hasPrefix("Docs/p.md: left out ") == true, "\(site.remarks)")
        let page = String(decoding: site.files["p.html"] ?? [], as: UTF8.self)
        #expect(!page.contains("<table") && !page.contains("<TABLE"))
    }
}
