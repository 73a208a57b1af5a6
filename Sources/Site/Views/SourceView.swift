import Diagnostics
import Markdown
import Specification

/// A page's source, each line with an address.
struct SourceView {
    private let page: Page

    init(_ page: Page) { self.page = page }

    func page(_ layout: Layout, _ navigation: Navigation) -> [UInt8] {
        let values: [String: Any] = [
            "title": page.title, "address": "\(page.name).html", "path": page.path, "lines": lines,
        ]
        let frame = Frame(
            title: "Source of “\(page.title)”", address: "source/\(page.name).html", navigation: navigation)
        return layout.page(frame, content: layout.part("source", values))
    }

    private var lines: String {
        let source = page.source
        var html = HTMLWriter(capacity: source.bytes.count * 2)
        for line in 1...max(1, source.lineCount) {
            html.raw("<span id=\"L\(line)\">")
            html.text(source.bytes[source.range(ofLine: line)])
            html.raw("</span>\n")
        }
        return String(decoding: html.bytes, as: UTF8.self)
    }
}
