import Conformance
import Markdown
import Reports

/// The failure of a case: what it expected and what came, or its message.
enum FailureView {
    static func write(_ result: Report.CaseReport, _ html: inout HTMLWriter) {
        html.raw("<div class=\"failure\">")
        if let failure = result.failure {
            html.raw("<p>")
            html.text(failure.reason)
            html.raw("</p><dl>")
            write("expected", failure.expected, &html)
            write("actual", failure.actual, &html)
            html.raw("</dl>")
        } else {
            html.raw("<pre>")
            write(result.message ?? result.outcome.words, atMost: 2 * longest, &html)
            html.raw("</pre>")
        }
        html.raw("</div>")
    }

    private static func write(_ term: String, _ text: String, _ html: inout HTMLWriter) {
        html.raw("<dt>\(term)</dt><dd>")
        if text.isEmpty { html.raw("<em>nothing</em>") }
        write(text, atMost: longest, &html)
        html.raw("</dd>")
    }

    private static func write(_ text: String, atMost count: Int, _ html: inout HTMLWriter) {
        let shown = text.unicodeScalars.prefix(count)
        html.text(String(shown))
        if shown.endIndex < text.endIndex { html.raw("<em>… the report has all of it</em>") }
    }

    /// The most characters of a text that are shown.
    private static let longest = 300
}
