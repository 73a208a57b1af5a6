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
            reader.read(line, number: number)
        }
        reader.finish()
        return (Session(examples: reader.examples), reader.errors)
    }

    /// The lines of a text, at every line end Unicode knows but a form feed.
    private static func lines(of text: String) -> [String] {
        var text = text
        return text.withUTF8(plainLines)
            ?? text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{0C}" }.map(String.init)
    }

    /// The lines of a text whose only line ends are `\n`; nil of any other.
    private static func plainLines(_ bytes: UnsafeBufferPointer<UInt8>) -> [String]? {
        var lines: [String] = []
        var start = 0
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
                start = index + 1
            case UInt8(ascii: "\r"), 0x0B, 0x80...: return nil
            default: break
            }
        }
        lines.append(String(decoding: bytes[start...], as: UTF8.self))
        return lines
    }
}
