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

    /// Results of one backend with the given outcomes.
    static func results(
        spec: String = "python:pkg.mod:DB", name: String = "DB", verdict: String = "nonconformant",
        _ cases: [(id: String, outcome: String, message: String?)]
    ) throws -> Results {
        let listed = cases.map { item -> [String: Any] in
            ["id": item.id, "rules": [], "outcome": item.outcome, "message": item.message ?? NSNull()]
        }
        let report: [String: Any] = [
            "format": "taskdb-report/1",
            "runs": [["backend": ["spec": spec, "name": name], "verdict": verdict, "cases": listed]],
        ]
        let read = try ReadReport(Array(try JSONSerialization.data(withJSONObject: report)))
        return Results(
            backends: JudgedBackend.all(in: [(read, ReportSource(path: "r.json", date: "2012-01-18", report: read))]))
    }
}
