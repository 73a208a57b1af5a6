/// A console session as written on a page: examples and their expected output.
package struct Session: Sendable {
    /// The examples in the order of the page.
    package let examples: [Example]
    /// The uses of builtin names that the subset leaves out and the session does not define.
    ///
    /// They are errors unless a setup, run earlier in the same namespace, defines the names.
    package let leftOut: [LeftOutName]
    /// The builtin names that the subset leaves out and the session defines itself.
    package let ownNames: Set<String>

    /// Parses the text of a `pycon` block.
    ///
    /// Errors have lines and columns of the block. The session holds the examples that could be parsed.
    ///
    /// - Parameter isRunByPython: whether CPython runs the session. Its source is then only cut into examples.
    package static func parse(_ text: String, isRunByPython: Bool = false) -> (Session, [SourceError]) {
        var reader = SessionReader(isRunByPython: isRunByPython)
        var number = 0
        for line in lines(of: text) {
            number += 1
            reader.read(line, number: number)
        }
        reader.finish()
        return (
            Session(examples: reader.examples, leftOut: reader.leftOut, ownNames: reader.ownNames), reader.errors
        )
    }

    /// Splits text into lines, at every Unicode line end but a form feed.
    private static func lines(of text: String) -> [Substring] {
        if text.utf8.contains(UInt8(ascii: "\r")) {
            return text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{0C}" }
        }
        // To split by character takes 10 ms longer for the project's pages, a quarter of `taskdb list`.
        return text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
            switch scalar {
            case "\n", "\u{0B}", "\u{85}", "\u{2028}", "\u{2029}": true
            default: false
            }
        }.map(Substring.init)
    }
}
