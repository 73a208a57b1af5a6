import Diagnostics
import Markdown

/// A page that is read, before references to other pages are resolved. `taskdb docs serve` keeps it while other pages change.
package struct ReadPage: Sendable {
    let linked: LinkedPage
    let diagnostics: [Diagnostic]

    package var page: Page { linked.page }

    package init(path: String, bytes: [UInt8]) {
        let document = MarkdownDocument(path: path, bytes: bytes)
        var reader = PageReader(Page(name: Self.name(ofPath: path), path: path, document: document))
        reader.read()
        linked = LinkedPage(reader.draft)
        diagnostics = document.diagnostics + reader.diagnostics + linked.diagnostics
    }

    /// The last part of a path, without `.md`.
    private static func name(ofPath path: String) -> String {
        let file = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
        return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    }
}
