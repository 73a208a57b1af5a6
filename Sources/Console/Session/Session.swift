/// A console session as written on a page: examples and the output expected of each.
public struct Session: Sendable {
    public let examples: [Example]

    /// Reads the text of a `pycon` block.
    ///
    /// Errors name lines and columns of the block. The examples are those that could be read, whatever the errors.
    public static func parse(_ text: String) -> (Session, [SourceError]) {
        var reader = SessionReader()
        var number = 0
        for line in lines(of: text) {
            number += 1
            reader.read(String(line), number: number)
        }
        reader.finish()
        return (Session(examples: reader.examples), reader.errors)
    }

    /// The lines of a text, at every line end Unicode knows but a form feed.
    private static func lines(of text: String) -> [Substring] {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") && $0 != 0x0B }
        guard isPlain else {
            return text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{0C}" }
        }
        return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Substring($0) }
    }
}
