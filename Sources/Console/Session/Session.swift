/// A console session as written on a page: examples and the output expected of each.
public struct Session: Sendable {
    public let examples: [Example]

    /// Reads the text of a `pycon` block.
    ///
    /// Errors name lines and columns of the block. The examples are those that could be read, whatever the errors.
    public static func parse(_ text: String) -> (Session, [SourceError]) {
        var reader = SessionReader()
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline && $0 != "\u{0C}" }) {
            number += 1
            reader.read(String(line), number: number)
        }
        reader.finish()
        return (Session(examples: reader.examples), reader.errors)
    }
}
