import Conformance
import Foundation
import Reports
import Site
import Testing

@Suite struct ResultTests {
    private static let page = [
        "p": """
        # P

        <!-- rule: kept -->
        It **must** be kept.

        <!-- case: one -->
        ```pycon
        >>> 1
        1
        ```

        <!-- case: two -->
        ```pycon
        >>> 2
        2
        ```
        """
    ]

    @Test(arguments: [
        ("passed", "✓", "passed"), ("failed", "✗", "failed"), ("warned", "!", "warned"),
        ("known-failure", "≈", "known failure"),
        ("not-applicable", "–", "not applicable"), ("not-run", "?", "not run"),
        ("unexpected-pass", "✗", "unexpected pass"),
    ])
    func `each outcome has a mark and a word`(_ outcome: String, _ mark: String, _ words: String) throws {
        let html = BuiltPage.text("p.html", of: Self.page, try BuiltPage.results([("p/one", outcome, nil)]))
        #expect(html.contains("<li class=\"\(outcome)\"><i title=\"\(words)\" aria-hidden=\"true\">\(mark)</i>pkg DB"))
        #expect(html.contains("<span class=\"unseen\">: \(words)</span>"))
    }

    @Test func `a failure opens to its expected and actual output`() throws {
        let message = "the values differ\nexpected: [1]\nactual: [2]\nand more"
        let html = BuiltPage.text("p.html", of: Self.page, try BuiltPage.results([("p/one", "failed", message)]))
        #expect(html.contains("<p>the values differ</p>"))
        #expect(html.contains("<dt>expected</dt><dd><pre>[1]</pre></dd>"))
        #expect(html.contains("<dt>actual</dt><dd><pre>[2]\nand more</pre></dd>"))
    }

    @Test func `a rule has the worst outcome of its cases`() throws {
        let results = try BuiltPage.results([("p/one", "passed", nil), ("p/two", "failed", "no")])
        let matrix = BuiltPage.text("matrix.html", of: Self.page, results)
        #expect(matrix.contains("<td class=\"failed\" data-rank=\"5000001\"><i aria-hidden=\"true\">✗</i>1/2"))
        #expect(BuiltPage.text("backend-pkg-db.html", of: Self.page, results).contains("Broken rules"))
        #expect(
            BuiltPage.text("right-and-wrong.html", of: Self.page, results).contains("<h2 id=\"pkg-db\">pkg DB</h2>"))
    }

    @Test func `a site without reports has all pages and says that it has no verdicts`() {
        let site = BuiltPage.site(Self.page)
        #expect(
            Set(site.files.keys).isSuperset(of: [
                "p.html", "matrix.html", "backends.html", "search-index.js", "404.html",
            ]))
        #expect(BuiltPage.text("p.html", of: Self.page).contains("This site was built without reports"))
        #expect(!BuiltPage.text("p.html", of: Self.page).contains("class=\"verdicts\""))
        #expect(BuiltPage.text("matrix.html", of: Self.page).contains("This site was built without reports"))
    }

    @Test func `backends with the same name get numbers`() throws {
        let run = #"{"backend":{"spec":"dictdb","name":"X"},"verdict":"conformant","cases":[]}"#
        let report = try ReadReport(Array(#"{"format":"taskdb-report/1","runs":[\#(run),\#(run),\#(run)]}"#.utf8))
        let source = ReportSource(path: "r", date: "d", report: report)
        let backends = JudgedBackend.all(in: [(report, source)])
        #expect(backends.map(\.label) == ["taskdb X", "taskdb X (2)", "taskdb X (3)"])
        #expect(backends.map(\.slug) == ["taskdb-x", "taskdb-x-2", "taskdb-x-3"])
    }

    @Test func `mutants are listed at the rules that catch them`() throws {
        let json = #"""
            {"format":"taskdb-mutants/1","mutants":[{"name":"m","summary":"forgets <all>","rules":["p/kept"]}]}
            """#
        let results = Results(mutants: try MutantKills(Array(json.utf8)))
        let html = BuiltPage.text("p.html", of: Self.page, results)
        #expect(html.contains("catches 1 mutant</summary><ul><li>forgets &lt;all&gt;</li></ul>"))
    }

    @Test(arguments: ["conformant", "nonconformant", "inconclusive", "<script>"])
    func `a badge is an SVG image and a shields.io endpoint`(_ verdict: String) throws {
        let site = BuiltPage.site(Self.page, try BuiltPage.results(verdict: verdict, [("p/one", "failed", nil)]))
        let picture = String(decoding: site.files["badges/pkg-db.svg"] ?? [], as: UTF8.self)
        #expect(picture.hasPrefix("<svg ") && !picture.contains("<script"))
        let endpoint = try #require(
            try JSONSerialization.jsonObject(with: Data(site.files["badges/pkg-db.json"] ?? [])) as? [String: Any])
        #expect(endpoint["schemaVersion"] as? Int == 1 && endpoint["label"] as? String == "task database")
    }
}
