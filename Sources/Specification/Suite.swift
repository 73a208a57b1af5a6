import Diagnostics
import Markdown
import Support

/// The contents of a set of pages: rules, and the cases that prove them.
package struct Suite: Sendable {
    /// The version of the pages, as reports print it.
    package let version: String
    /// Sorted by path.
    package let pages: [Page]
    /// In page order, like the properties below.
    package let rules: [Rule]
    package let cases: [Case]
    package let setups: [Setup]
    package let notRun: [NotRun]
    package let templates: [Template]
    package let tables: [CaseTable]
    package let shownTables: [ShownTable]
    /// The blocks of cases and setups without a valid name of their own. They are part of no run, and errors in them are
    /// reported with the others.
    package let unnamed: [UnnamedExample]

    /// Reads pages. Returns the suite of everything without errors, and the errors, sorted by path and position. Only a suite
    /// without errors should judge a backend.
    package static func load(
        pages: [(path: String, bytes: [UInt8])], version: String = "1"
    ) -> (suite: Suite, diagnostics: [Diagnostic]) {
        link(pages.inParallel { ReadPage(path: $0.path, bytes: $0.bytes) }, version: version)
    }

    /// Builds the suite of pages that are read already.
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

    /// The page of a file name, without `.md`.
    package func page(named name: String) -> Page? {
        pages.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

/// The block of a case or a setup whose name is missing, invalid or a duplicate.
package struct UnnamedExample: Sendable {
    /// The file name of its page, without `.md`.
    package let page: String
    package let example: ExampleBlock
    /// Whether it is a session of real clients.
    package let needsClients: Bool
}
