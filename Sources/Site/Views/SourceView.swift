import Diagnostics
import Markdown
import Specification

/// The source of a page, with an anchor for each line.
struct SourceView {
    private let page: Page

    init(_ page: Page) { self.page = page }

    func page(_ layout: PageLayout) -> [UInt8] {
        let frame = Frame(title: "Source of “\(page.title)”", address: "source/\(page.name).html")
        return layout.page(frame, content: content)
    }

    private var content: [UInt8] {
        let source = page.source
        var html = HTMLWriter()
        html.raw("<h1>Source of “")
        html.text(page.title)
        html.raw("”</h1>\n<p><a href=\"../\(page.name).html\">Rendered page</a> · ")
        html.text(page.path)
        html.raw("</p>\n<figure class=\"code source\"><pre><code>")
        for line in 1...max(1, source.lineCount) {
            html.raw("<span id=\"L")
            html.raw(String(line))
            html.raw("\">")
            html.text(source.bytes[source.range(ofLine: line)])
            html.raw("</span>\n")
        }
        html.raw("</code></pre></figure>\n")
        return html.bytes
    }
}
