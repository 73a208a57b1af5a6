import Diagnostics
import Markdown

/// Reads pages one by one into drafts.
struct PagesReader {
    private(set) var drafts: [PageDraft] = []
    private(set) var diagnostics: [Diagnostic] = []
    private var paths: [String: String] = [:]

    mutating func read(_ document: Document) {
        let page = Page(name: Self.name(ofPath: document.source.path), path: document.source.path, document: document)
        checkName(of: page)
        var reader = PageReader(page)
        reader.read()
        drafts.append(reader.draft)
        diagnostics += document.diagnostics
        diagnostics += reader.diagnostics
    }

    /// The last part of a path, without `.md`.
    static func name(ofPath path: String) -> String {
        let file = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
        return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    }

    private mutating func checkName(of page: Page) {
        let note: String?
        let message: String
        if !Token.isID(page.name) {
            message = "bad page name `\(page.name)`"
            note = "a page's name is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit"
        } else if let first = paths[page.name] {
            message = "a second page named `\(page.name)`"
            note = "the first is \(first)"
        } else {
            paths[page.name] = page.path
            return
        }
        diagnostics.append(page.source.diagnostic(at: 0..<0, message, note: note))
    }
}
