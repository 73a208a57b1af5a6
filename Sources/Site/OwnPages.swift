import Diagnostics
import Specification

extension Suite {
    /// Reports an error for each page whose name is that of a page which the site generates.
    package func reservedNameDiagnostics(_ results: Results = Results()) -> [Diagnostic] {
        let generated = Set(["404", "all-pages", "backends", "matrix"] + results.backends.map { "backend-\($0.slug)" })
        return pages.filter { generated.contains($0.name) || $0.name.hasPrefix("right-and-wrong") }.map { page in
            page.source.diagnostic(
                at: 0..<0, "the site generates a page \(page.name).html itself",
                note: "rename the file")
        }
    }
}
