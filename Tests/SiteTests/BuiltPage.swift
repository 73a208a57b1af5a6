import Conformance
import Foundation
import Reports
import Site
import Specification

/// Builds small sites for tests.
enum BuiltPage {
    /// The HTML inside the article of a site's only page.
    static func article(_ markdown: String) -> String {
        let page = text("page.html", of: ["page": markdown])
        let start = page.range(of: "<article>\n")?.upperBound ?? page.startIndex
        let end = page.range(of: "</article>")?.lowerBound ?? page.endIndex
        let article = String(page[start..<end])
        // The site adds a heading, without an ID, to a page that has none.
        let title = "<h1>page</h1>\n"
        return article.hasPrefix(title) ? String(article.dropFirst(title.count)) : article
    }

    /// The text of one file of a site.
    static func text(
        _ file: String, of pages: [String: String], _ results: Results = Results(), sourceAddress: String? = nil
    ) -> String {
        String(decoding: site(pages, results, sourceAddress: sourceAddress).files[file] ?? [], as: UTF8.self)
    }

    static func site(_ pages: [String: String], _ results: Results = Results(), sourceAddress: String? = nil)
        -> RenderedSite
    {
        guard var builder = try? SiteBuilder(results, SiteOptions(sourceAddress: sourceAddress)) else {
            return RenderedSite()
        }
        return builder.build(suite(pages))
    }

    static func suite(_ pages: [String: String]) -> Suite {
        Suite.load(pages: pages.map { (path: "Docs/\($0.key).md", bytes: Array($0.value.utf8)) }).suite
    }

    static func result(
        _ id: String, _ outcome: CaseOutcome, message: String? = nil, failure: Report.Failure? = nil
    ) -> Report.CaseReport {
        Report.CaseReport(
            id: id, rules: [], level: .must, outcome: outcome, source: Report.Location(file: "Docs/p.md", line: 7),
            message: message ?? failure?.reason, failure: failure)
    }

    static func report(_ runs: [Report.Run]) -> Report {
        Report(
            suite: Report.JudgedBy(version: "1.0.0", digest: "", rules: 1, cases: 1), kit: .current, runs: runs)
    }

    /// Results of one backend with the given outcomes.
    static func results(
        spec: String = "python:pkg.mod:DB", name: String = "DB", _ cases: [Report.CaseReport]
    ) -> Results {
        let report = report([Report.Run(backend: Report.Backend(spec: spec, name: name), cases: cases)])
        return Results(
            backends: JudgedBackend.all(
                in: [(report, ReportSource(path: "r.json", date: "2012-01-18", report: report))]))
    }
}
