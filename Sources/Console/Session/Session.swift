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
    package static func parse(_ text: String) -> (Session, [SourceError]) {
        var reader = SessionReader()
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
        var text = text
        guard let ends = text.withUTF8(plainLineEnds) else {
            return text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{0C}" }
        }
        var lines: [Substring] = []
        lines.reserveCapacity(ends.count + 1)
        var start = text.startIndex
        for end in ends {
            let index = text.utf8.index(text.startIndex, offsetBy: end)
            lines.append(text[start..<index])
            start = text.utf8.index(after: index)
        }
        lines.append(text[start...])
        return lines
    }

    /// Returns the line ends of ASCII text whose only line end is `\n`; nil for other text.
    private static func plainLineEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int]? {
        var ends: [Int] = []
        ends.reserveCapacity(8)
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if (0x0E..<0x80).contains(byte) { continue }
            if byte == UInt8(ascii: "\n") { ends.append(index) }
            if byte >= 0x80 || byte == 0x0D || byte == 0x0B { return nil }
        }
        return ends
    }
}
