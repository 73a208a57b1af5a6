import Diagnostics
import Markdown

/// A session with holes: each row of a table below it that has a value for each hole makes a session of it.
package struct Template: Sendable {
    /// The file name of its page, without `.md`.
    package let page: String
    package let name: String
    /// Whether it is only what each session of the template begins with.
    package let isFirst: Bool
    /// The opening fence.
    package let fence: SourceLocation
    let lines: [Line]

    struct Line: Sendable {
        let pieces: [Piece]
        /// Where it stands on the page.
        let place: BodyLine

        /// The word that is all of the line; nil if there is more to it.
        var onlyWord: String? {
            guard pieces.count == 1, case .word(let word, _) = pieces[0] else { return nil }
            return word
        }
    }

    enum Piece: Sendable {
        case text(String)
        /// A word in capitals: a hole if it heads a column.
        case word(String, isQuoted: Bool)
    }

    init(page: String, name: String, isFirst: Bool, block: Block, fence: SourceLocation) {
        self.page = page
        self.name = name
        self.isFirst = isFirst
        self.fence = fence
        let texts = block.literalBytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        lines = zip(texts, block.bodyLines).map { Line(pieces: Self.pieces(of: $0), place: $1) }
    }

    /// The positions of words in capitals outside of quotes, by word: holes that every table must fill.
    func neededWords() -> [String: SourcePosition] {
        var words: [String: SourcePosition] = [:]
        for line in lines {
            var column = 1
            for piece in line.pieces {
                if case .word(let word, isQuoted: false) = piece, words[word] == nil {
                    words[word] = line.place.position(column: column)
                }
                column += piece.text.unicodeScalars.count
            }
        }
        return words
    }

    /// All words in capitals.
    var words: Set<String> {
        Set(
            lines.flatMap(\.pieces).compactMap { piece in
                if case .word(let word, _) = piece { word } else { nil }
            })
    }
}

extension Template.Piece {
    var text: String {
        switch self {
        case .text(let text), .word(let text, _): text
        }
    }
}

// MARK: - Reading

extension Template {
    /// `[A-Z][A-Z0-9_]*`
    static func isHole(_ word: some Sequence<UInt8>) -> Bool {
        var isFirst = true
        for byte in word {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): if isFirst { return false }
            default: return false
            }
            isFirst = false
        }
        return !isFirst
    }

    private static func pieces(of line: ArraySlice<UInt8>) -> [Piece] {
        var pieces: [Piece] = []
        var plain = line.startIndex
        var index = line.startIndex
        var quote: UInt8?
        while index < line.endIndex {
            let byte = line[index]
            guard isWord(byte) else {
                if byte == quote {
                    quote = nil
                } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if quote != nil, byte == UInt8(ascii: "\\") {
                    index += 1
                }
                index += 1
                continue
            }
            let end = line[index...].firstIndex { !isWord($0) } ?? line.endIndex
            if isHole(line[index..<end]) {
                if plain < index { pieces.append(.text(String(decoding: line[plain..<index], as: UTF8.self))) }
                pieces.append(.word(String(decoding: line[index..<end], as: UTF8.self), isQuoted: quote != nil))
                plain = end
            }
            index = end
        }
        if plain < line.endIndex { pieces.append(.text(String(decoding: line[plain...], as: UTF8.self))) }
        return pieces
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
