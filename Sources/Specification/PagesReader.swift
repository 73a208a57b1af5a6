import Diagnostics
import Markdown

/// Collects read pages, and checks that their names are valid and unique.
struct PagesReader {
    private(set) var pages: [LinkedPage] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var paths: [String: String] = [:]

    mutating func add(_ read: ReadPage) {
        checkName(of: read.page)
        pages.append(read.linked)
        diagnostics += read.diagnostics
    }

    private mutating func checkName(of page: Page) {
        let note: String?
        let message: String
        if !PageToken.isID(page.name) {
            message = "bad page name `\(page.name)`"
            note = "a page's name is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit"
        } else if let first = paths[page.name] {
            message = "duplicate page name `\(page.name)`"
            note = "the first is \(first)"
        } else {
            paths[page.name] = page.path
            return
        }
        diagnostics.append(page.source.diagnostic(at: 0..<0, message, note: note))
    }
}
