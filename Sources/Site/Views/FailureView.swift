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
            html.text(String((result.message ?? result.outcome.words).prefix(2 * longest)))
            html.raw("</pre>")
        }
        html.raw("</div>")
    }

    private static func write(_ term: String, _ text: String, _ html: inout HTMLWriter) {
        html.raw("<dt>\(term)</dt><dd>")
        if text.isEmpty { html.raw("<em>nothing</em>") }
        html.text(String(text.prefix(longest)))
        if text.dropFirst(longest).first != nil { html.raw("<em>… the report has all of it</em>") }
        html.raw("</dd>")
    }

    /// The most characters of a text that are shown.
    private static let longest = 300
}
