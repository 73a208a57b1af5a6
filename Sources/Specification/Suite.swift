import Diagnostics
import Markdown
import Support

/// All that a set of pages says: rules, and the cases that show them.
package struct Suite: Sendable {
    /// The edition of the pages, as reports give it.
    package let version: String
    /// Sorted by path.
    package let pages: [Page]
    /// In the order of the pages, as all that follow.
    package let rules: [Rule]
    package let cases: [Case]
    package let setups: [Setup]
    package let notRun: [NotRun]

    /// Reads pages, and tells every mistake in them, sorted by path and place. Beside errors the suite holds what is
    /// sound; it is fit to judge by only where there are none.
    package static func load(
        pages: [(path: String, bytes: [UInt8])], version: String = "1"
    ) -> (suite: Suite, diagnostics: [Diagnostic]) {
        link(pages.inParallel { ReadPage(path: $0.path, bytes: $0.bytes) }, version: version)
    }

    /// The same of pages that are read already.
    package static func link(
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
    package func page(named name: String) -> Page? {
        pages.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
