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
        (CaseOutcome.failed, "✗", "failed"), (.warned, "!", "warned"), (.knownFailure, "≈", "failed as known"),
        (.notRun, "?", "not run"), (.unexpectedPass, "✗", "passed unexpectedly"),
    ])
    func `a verdict other than passed has a mark and a word`(_ outcome: CaseOutcome, _ mark: String, _ words: String) {
        let html = BuiltPage.text("p.html", of: Self.page, BuiltPage.results([BuiltPage.result("p/one", outcome)]))
        #expect(
            html.contains(
                "<li class=\"\(outcome.rawValue)\"><i title=\"\(words)\" aria-hidden=\"true\">\(mark)</i>pkg DB"))
        #expect(html.contains("<span class=\"unseen\">: \(words)</span>"))
    }

    @Test func `a case that all databases pass says all in its first line`() {
        let results = BuiltPage.results([BuiltPage.result("p/one", .passed), BuiltPage.result("p/two", .notApplicable)])
        let html = BuiltPage.text("p.html", of: Self.page, results)
        let captions = html.components(separatedBy: "<figcaption>").dropFirst().map {
            $0.components(separatedBy: "</figcaption>")[0]
        }
        #expect(captions[0].contains(">all<span class=\"unseen\">: the database passes</span>"))
        #expect(!captions[0].contains("<ul class=\"verdicts\""))
        #expect(!captions[1].contains("verdicts"), "a case that applies to no database has no verdict")
    }

    @Test func `a failure opens to its expected and actual output`() {
        let failure = Report.Failure(
            input: "x", expected: "[1]", actual: "[2]\nand more", reason: "the values differ",
            source: Report.Location(file: "Docs/p.md", line: 8))
        let html = BuiltPage.text(
            "p.html", of: Self.page, BuiltPage.results([BuiltPage.result("p/one", .failed, failure: failure)]))
        #expect(html.contains("<p>the values differ</p>"))
        #expect(html.contains("<dt>expected</dt><dd>[1]</dd>"))
        #expect(html.contains("<dt>actual</dt><dd>[2]\nand more</dd>"))
    }

    @Test func `a long output is cut where the page says so`() {
        let long = String(repeating: "x", count: 301)
        let failure = Report.Failure(
            input: "x", expected: String(long.dropLast()), actual: long, reason: "the values differ",
            source: Report.Location(file: "Docs/p.md", line: 8))
        let html = BuiltPage.text(
            "p.html", of: Self.page, BuiltPage.results([BuiltPage.result("p/one", .failed, failure: failure)]))
        #expect(html.contains("<dd>\(long.dropLast())</dd>"))
        #expect(html.contains("<dd>\(long.dropLast())<em>… the report has all of it</em></dd>"))
    }

    @Test func `a case that proves two rules shows its failure once, and its name under both`() {
        let page = """
            <!-- rule: first -->
            It **must** be.

            <!-- rule: second -->
            It **must** be, too.

            <!-- case: both proves=first,second -->
            ```pycon
            >>> 1
            1
            ```
            """
        let results = BuiltPage.results([BuiltPage.result("p/both", .failed, message: "broken in two ways")])
        let html = BuiltPage.text("backend-pkg-db.html", of: ["p": page], results)
        #expect(html.components(separatedBy: "broken in two ways").count == 2)
        #expect(html.contains("<details id=\"case-p/both\">"))
        #expect(html.contains("<li><a href=\"#case-p/both\">both</a></li>"))
    }

    @Test func `a rule has the worst outcome of its cases`() {
        let results = BuiltPage.results([
            BuiltPage.result("p/one", .passed), BuiltPage.result("p/two", .failed, message: "no"),
        ])
        let matrix = BuiltPage.text("matrix.html", of: Self.page, results)
        #expect(matrix.contains("<td class=\"failed\" data-rank=\"6001\">✗ 1 of 2<span"))
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

    @Test func `a case shows the verdicts of what it is for`() {
        let page =
            (Self.page["p"] ?? "") + """


                <!-- rule: seen -->
                It **must** be seen.

                <!-- case: three requires=clients -->
                ```pycon
                >>> rc.ids
                [0, 1]
                ```
                """
        let cases = ["p/one", "p/two", "p/three"].map { BuiltPage.result($0, .failed) }
        let report = BuiltPage.report([
            Report.Run(backend: Report.Backend(spec: "dictdb", name: "X"), cases: cases),
            Report.Run(
                backend: Report.Backend(spec: "c + -- taskdb host y", name: "c + Y", capabilities: ["clients"]),
                cases: cases),
        ])
        let source = ReportSource(path: "r", date: "d", report: report)
        let results = Results(backends: JudgedBackend.all(in: [(report, source)]))
        let html = BuiltPage.text("p.html", of: ["p": page], results)
        func labels(_ name: String) -> [String] {
            let list = html.components(separatedBy: "aria-label=\"Verdicts on \(name)\">").last ?? ""
            let items = list.components(separatedBy: "</ul>")[0].components(separatedBy: "</i>").dropFirst()
            return items.map { $0.components(separatedBy: "<")[0] }
        }
        #expect(labels("one") == ["taskdb X"])
        #expect(labels("kept") == ["taskdb X"])
        #expect(labels("three") == ["c + taskdb Y"])
        #expect(labels("seen") == ["c + taskdb Y"])
        let tables = BuiltPage.text("matrix.html", of: ["p": page], results).components(separatedBy: "<table")
            .dropFirst()
        #expect(tables.map { $0.contains("#rule-kept") } == [true, false])
        #expect(tables.map { $0.contains("#rule-seen") } == [false, true])
    }

    @Test func `backends with the same name get numbers`() {
        let run = Report.Run(backend: Report.Backend(spec: "dictdb", name: "X"), cases: [])
        let report = BuiltPage.report([run, run, run])
        let source = ReportSource(path: "r", date: "d", report: report)
        let backends = JudgedBackend.all(in: [(report, source)])
        #expect(backends.map(\.label) == ["taskdb X", "taskdb X (2)", "taskdb X (3)"])
        #expect(backends.map(\.slug) == ["taskdb-x", "taskdb-x-2", "taskdb-x-3"])
    }

    @Test func `mutants are listed at the rules that catch them`() {
        let html = BuiltPage.text("p.html", of: Self.page, Self.mutants(["forgets <all>"]))
        #expect(html.contains("catches 1 mutant</summary><p>forgets &lt;all&gt;</p>"))
    }

    @Test func `of many mutants those are listed that few rules catch`() {
        let html = BuiltPage.text("p.html", of: Self.page, Self.mutants((1...11).map { "fault \($0)" }))
        #expect(html.contains("catches 11 mutants</summary><p>fault 11; fault 10; "))
        #expect(html.contains("; fault 4; and 3 others</p>"))
    }

    /// Mutants of which each is caught by fewer rules than the one before.
    private static func mutants(_ summaries: [String]) -> Results {
        let mutants = summaries.enumerated().map { place, summary in
            MutantReport.Mutant(
                name: "m\(place)", kind: "k", summary: summary, level: "must", killed: true,
                rules: Array(repeating: "p/kept", count: summaries.count - place), cases: [])
        }
        let suite = MutantReport.JudgedSuite(version: "1", digest: "")
        return Results(mutants: MutantReport(suite: suite, mutants: mutants, rules: []))
    }

    @Test(arguments: [CaseOutcome.passed, .failed, .notRun])
    func `a badge is an SVG image and a shields.io endpoint`(_ outcome: CaseOutcome) throws {
        let site = BuiltPage.site(Self.page, BuiltPage.results([BuiltPage.result("p/one", outcome)]))
        let picture = String(decoding: site.files["badges/pkg-db.svg"] ?? [], as: UTF8.self)
        #expect(picture.hasPrefix("<svg ") && !picture.contains("<script"))
        let endpoint = try #require(
            try JSONSerialization.jsonObject(with: Data(site.files["badges/pkg-db.json"] ?? [])) as? [String: Any])
        #expect(endpoint["schemaVersion"] as? Int == 1 && endpoint["label"] as? String == "task database")
    }
}
