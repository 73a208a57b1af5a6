/// A name of Python's that the subset leaves out, where a session uses it.
package struct LeftOutName: Sendable {
    package let name: String
    /// What to tell where nothing else gives the name a meaning.
    package let error: SourceError
}

/// A console session as written on a page: examples and the output expected of each.
package struct Session: Sendable {
    package let examples: [Example]
    /// Where names stand that Python has built in, the subset leaves out, and the session gives no meaning of its own.
    ///
    /// Mistakes, unless what runs before the session in the same namespace gives them one.
    package let leftOut: [LeftOutName]
    /// Names that Python has built in, the subset leaves out, and the session gives a meaning of its own.
    package let ownNames: Set<String>

    /// Reads the text of a `pycon` block.
    ///
    /// Errors name lines and columns of the block. The examples are those that could be read, whatever the errors.
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

    /// The lines of a text, at every line end Unicode knows but a form feed.
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

    /// Where the lines of a text end that is ASCII and has no line ends but `\n`; nil of any other.
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
