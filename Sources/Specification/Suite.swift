import Diagnostics
import Markdown
import Parallel

/// All that a set of pages says: rules, and the cases that show them.
public struct Suite: Sendable {
    /// The edition of the pages, as reports give it.
    public let version: String
    /// Sorted by path.
    public let pages: [Page]
    /// In the order of the pages, as all that follow.
    public let rules: [Rule]
    public let cases: [Case]
    public let setups: [Setup]
    public let notRun: [NotRun]

    /// Reads pages, and tells every mistake in them, sorted by path and place. Beside errors the suite holds what is
    /// sound; it is fit to judge by only where there are none.
    public static func load(
        pages: [(path: String, bytes: [UInt8])], version: String = "1"
    ) -> (suite: Suite, diagnostics: [Diagnostic]) {
        link(pages.inParallel { ReadPage(path: $0.path, bytes: $0.bytes) }, version: version)
    }

    /// The same of pages that are read already.
    public static func link(
        _ pages: [ReadPage], version: String = "1"
    ) -> (suite: Suite, diagnostics: [Diagnostic]) {
        var pageReader = PagesReader()
        for page in pages.sorted(by: { $0.page.path.utf8.lexicographicallyPrecedes($1.page.path.utf8) }) {
            pageReader.add(page)
        }
        var linker = Linker(pageReader.pages)
        let suite = linker.link(version: version)
        return (suite, (pageReader.diagnostics + linker.diagnostics).sorted())
    }

    /// The page of a name, as cases and rules give it.
    public func page(named name: String) -> Page? {
        pages.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
