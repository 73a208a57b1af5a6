import Diagnostics

/// The beginning of a comment that is a mark, or that looks like a misspelt one: `<!-- word:`.
struct MarkShape {
    /// Nil if the word is only similar to a mark's name.
    let name: Mark.Name?
    let word: Range<Int>
    let hasColon: Bool
    /// The index where the words after the name begin.
    let content: Int

    /// Reads a comment from its `<!--` to its `-->`, or to the end of the text if it is unclosed. Nil if it does not look like a
    /// mark.
    init?(in bytes: [UInt8], at start: Int, close: Int?, endOfText: Int) {
        let end = close ?? endOfText
        let wordStart = bytes[start + 4..<end].firstIndex { !$0.isBlank } ?? end
        let wordEnd = bytes[wordStart..<end].firstIndex { !$0.isWordOfMark } ?? end
        guard wordStart < wordEnd, wordEnd - wordStart <= 16 else { return nil }
        let text = String(decoding: bytes[wordStart..<wordEnd], as: UTF8.self)
        let colon = bytes[wordEnd..<end].firstIndex { !$0.isBlank } ?? end
        name = Mark.Name(rawValue: text)
        word = wordStart..<wordEnd
        hasColon = colon < end && bytes[colon] == UInt8(ascii: ":")
        content = hasColon ? colon + 1 : wordEnd
        if hasColon {
            guard name != nil || nearestName(to: text, among: Mark.Name.allCases.map(\.rawValue)) != nil else {
                return nil
            }
        } else {
            guard let name, close != nil else { return nil }
            // `table` takes neither an ID nor keys, so it needs no colon either.
            guard name == .table ? colon == end : Self.isOneID(bytes, wordEnd, end) else { return nil }
        }
    }

    /// Whether the rest of a comment is an ID and keys, and not prose: `case x` is a mark without its colon, `case by case` is
    /// not.
    static func isOneID(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        var count = 0
        while let wordStart = bytes[index..<end].firstIndex(where: { !$0.isBlank }) {
            let word = bytes[wordStart..<end].prefix { !$0.isBlank }
            let isExpected =
                count == 0
                ? PageToken.isID(String(decoding: word, as: UTF8.self)) : word.contains(UInt8(ascii: "="))
            guard isExpected else { return false }
            count += 1
            index = word.endIndex
        }
        return count > 0
    }
}

extension UInt8 {
    /// Whether the byte is a letter, a hyphen or an underscore.
    var isWordOfMark: Bool {
        (0x61...0x7A).contains(self | 0x20) || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
