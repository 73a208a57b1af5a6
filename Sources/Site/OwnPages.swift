import Diagnostics
import Specification

extension Suite {
    /// An error for each page that would take the place of a page that every site has, or one with such results.
    package func namesOfTheSite(_ results: Results = Results()) -> [Diagnostic] {
        let own = Set(["404", "all-pages", "backends", "matrix"] + results.backends.map { "backend-\($0.slug)" })
        return pages.filter { own.contains($0.name) || $0.name.hasPrefix("right-and-wrong") }.map { page in
            page.source.diagnostic(
                at: 0..<0, "the site has a page \(page.name).html of its own",
                note: "another name for the file keeps both")
        }
    }
}
