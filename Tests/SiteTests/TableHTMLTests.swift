import Conformance
import Foundation
import Testing

/// Templates, tables and folds on the site.
@Suite struct TableHTMLTests {
    private static let head = "<!-- rule: r -->\nIt **must** be.\n\n"

    private static let template = """
        <!-- template: t -->
        ```pycon
        >>> f('X', X)
        Y
        ```


        """

    private static let table = """
        | case | proves | X | Y |
        |---|---|---|---|
        | a | r | `1 \\| 2` | 3 |
        | a | r | 'x' | |
        | b | | <b> | ... |

        """

    private static let page = head + template + "<!-- cases: t -->\n" + table

    @Test func `a table of cases has a row for each row, with the name once`() {
        let html = BuiltPage.article(Self.page)
        for part in [
            "<th scope=\"col\">case</th><th scope=\"col\">proves</th><th scope=\"col\">X</th>",
            "<tr id=\"case-a\"><th scope=\"row\" rowspan=\"2\"><a class=\"name\" href=\"#case-a\">a</a></th>",
            "<td><a href=\"#rule-r\">r</a></td><td><code>1 | 2</code></td>",
            "<td><code>'x'</code></td><td></td></tr>",
            "<tr id=\"case-b\"><th scope=\"row\"><a class=\"name\" href=\"#case-b\">b</a></th><td></td><td><code>&lt;b&gt;</code></td>",
            "<caption><span>cases of <a href=\"#template-t\">t</a></span>",
        ] { #expect(html.contains(part), "\(part) in \(html)") }
        #expect(!html.contains("verdicts"))
        #expect(!html.contains("| case |"))
    }

    @Test func `a template shows its holes`() {
        let html = BuiltPage.article(Self.page)
        #expect(html.contains("<figure class=\"code template\" id=\"template-t\">"))
        #expect(html.contains("f(<span class=\"s\">'X'</span>, <span class=\"h\">X</span>)"))
        #expect(html.contains("<span class=\"o\"><span class=\"h\">Y</span>\n</span>"))
    }

    @Test func `a case of a row has its verdicts, and is found by the search`() {
        let results = BuiltPage.results([
            BuiltPage.result("page/a", .passed), BuiltPage.result("page/b", .failed, message: "no"),
        ])
        let html = BuiltPage.text("page.html", of: ["page": Self.page], results)
        #expect(html.contains("<th scope=\"col\">verdicts</th>"))
        #expect(html.contains("<td rowspan=\"2\"><span class=\"verdicts passed\""))
        #expect(html.contains("<ul class=\"verdicts\" aria-label=\"Verdicts on b\">\n<li class=\"failed\">"))
        let index = BuiltPage.text("search-index.js", of: ["page": Self.page], results)
        #expect(index.contains("[\"c\",\"case-a\",\"a\",\">>> f('1 | 2', 1 | 2)\\n3\\n>>> f(''x'', 'x')\\n\",\"p\"]"))
        #expect(index.contains("[\"c\",\"case-b\",\"b\","))
    }

    @Test func `what is below a table with an error is shown all the same`() {
        let page =
            Self.head + Self.template + "<!-- cases: t -->\n" + Self.table + "| b | 1 |\n| d | 1 | r | 2 |\n\n"
            + "<!-- case: c -->\n```pycon\n>>> 1\n1\n```\n"
        let html = BuiltPage.article(page)
        #expect(html.contains("<tr id=\"case-d\">"))
        #expect(html.contains("<figure class=\"code case\" id=\"case-c\">"))
    }

    @Test func `folds are closed details, with the page's words or the site's`() {
        let page =
            Self.head + Self.template + "<!-- cases: t fold=\"more <values>\" -->\n" + Self.table
            + "\n<!-- case: c fold -->\n```pycon\n>>> 1\n1\n```\n"
        let html = BuiltPage.article(page)
        #expect(
            html.contains(
                "<details class=\"fold\"><summary>more &lt;values&gt;</summary>\n<figure class=\"code template\""))
        #expect(html.contains("</figure>\n<div class=\"wide cases\""))
        #expect(
            html.contains("<details class=\"fold\"><summary>c</summary>\n<figure class=\"code case\" id=\"case-c\">"))
        #expect(
            html.matches(of: /<details class="fold">/).count
                == html.matches(of: /<\/figure>\n<\/details>|<\/div>\n<\/details>/).count)
    }

    @Test func `a shown table is one, with the inlines of its cells`() {
        let html = BuiltPage.article(
            """
            <!-- table -->
            | a *b* | `c \\| d` |   |
            |:------|:-:|--:|
            | [p](page.md) | [q] # | # |
            | - x | <i> & | **y \\| z** |

            [q]: https://e.org
            """)
        for part in [
            "<thead><tr><th scope=\"col\">a <em>b</em></th><th scope=\"col\" class=\"centre\"><code>c | d</code></th>",
            "<th scope=\"col\" class=\"right\"></th></tr></thead>",
            "<td><a href=\"page.html\">p</a></td><td class=\"centre\"><a href=\"https://e.org\">q</a> #</td><td class=\"right\">#</td>",
            "<td>- x</td><td class=\"centre\"><!-- raw HTML omitted --> &amp;</td><td class=\"right\"><strong>y | z</strong></td>",
        ] { #expect(html.contains(part), "\(part) in \(html)") }
    }

    @Test func `names that several pages share lead to the page that has them`() {
        let pages = [
            "one": "<!-- page: db -->\n\n" + Self.head + "<!-- setup: s -->\n```pycon\n>>> 1\n1\n```\n",
            "two": "<!-- page: db -->\n\n<!-- case: x uses=s proves=r -->\n```pycon\n>>> 1\n1\n```\n\n"
                + "<!-- case: y after=x proves=r -->\n```pycon\n>>> 1\n1\n```\n",
        ]
        let html = BuiltPage.text("two.html", of: pages)
        #expect(html.contains("uses <a href=\"one.html#setup-s\">s</a>"))
        #expect(html.contains("after <a href=\"#case-x\">x</a>"))
        #expect(BuiltPage.text("one.html", of: pages).contains("<a href=\"two.html#case-x\">x</a>"))
    }
}
