import Diagnostics
import Markdown
import Specification

extension Suite {
    /// Loads pages from texts; `page.md` if only one is given.
    static func make(_ pages: (path: String, text: String)...) -> (suite: Suite, rendered: String) {
        let bytes = pages.map { (path: $0.path, bytes: Array($0.text.utf8)) }
        let (suite, diagnostics) = load(pages: bytes)
        return (suite, diagnostics.map(\.description).joined(separator: "\n"))
    }

    static func make(_ text: String) -> (suite: Suite, rendered: String) { make((path: "page.md", text: text)) }
}

/// A page with a valid rule `r` and a valid case `c`, followed by more text.
func validPage(_ more: String) -> String {
    """
    <!-- rule: r -->
    It **must** be.

    <!-- case: c -->
    ```pycon
    >>> 1
    ```

    \(more)
    """
}

/// Fenced blocks, one below each mark.
func fenced(_ marks: String...) -> String {
    marks.map { "\($0)\n```pycon\n1\n```" }.joined(separator: "\n")
}

/// A valid page with a template `t`, whose holes are X and Y, and the mark of a table of its cases, followed by the table.
func templated(_ table: String) -> String {
    validPage(
        """
        <!-- template: t -->
        ```pycon
        >>> f(X)
        Y
        ```

        <!-- cases: t -->
        \(table)
        """)
}
