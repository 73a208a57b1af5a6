import Markdown

/// Writes code with its keywords, strings, numbers and comments marked. It never fails: anything else stays plain.
struct Highlighter {
    private let grammar: Grammar
    private let code: ArraySlice<UInt8>
    /// The code that was not read yet.
    private var text: ArraySlice<UInt8>

    static func write(_ code: ArraySlice<UInt8>, _ grammar: Grammar, _ html: inout HTMLWriter) {
        var highlighter = Highlighter(grammar: grammar, code: code, text: code)
        highlighter.write(&html)
    }

    private mutating func write(_ html: inout HTMLWriter) {
        /// The start of the plain text that was read but not written.
        var plain = text.startIndex
        var previous = UInt8(ascii: " ")
        while let byte = text.first {
            let start = text.startIndex
            let mark = take(byte, after: previous)
            previous = byte
            guard let mark else { continue }
            html.text(code[plain..<start])
            html.raw("<span class=\"")
            html.raw(mark.rawValue)
            html.raw("\">")
            html.text(code[start..<text.startIndex])
            html.raw("</span>")
            plain = text.startIndex
            previous = UInt8(ascii: ")")
        }
        html.text(code[plain...])
    }

    /// Reads the next token; returns nil for one that stays plain.
    private mutating func take(_ byte: UInt8, after previous: UInt8) -> Mark? {
        if text.starts(with: grammar.comment.utf8), !grammar.comment.isEmpty,
            !grammar.commentNeedsSpace || previous.isSpace
        {
            text = text.drop { $0 != UInt8(ascii: "\n") }
            return .comment
        }
        if grammar.quotes.utf8.contains(byte) { return takeString(byte) }
        if byte.isDigit { return takeNumber() }
        if byte.isWordStart { return takeWord() }
        text.removeFirst()
        return nil
    }

    /// Reads a string up to its closing quote or the end of its line; a triple-quoted one may cover several lines.
    private mutating func takeString(_ quote: UInt8) -> Mark {
        let triple = repeatElement(quote, count: 3)
        let isTriple = grammar.hasTripleQuotes && text.starts(with: triple)
        text.removeFirst(isTriple ? 3 : 1)
        while let byte = text.first {
            if byte == UInt8(ascii: "\n"), !isTriple { break }
            if isTriple ? text.starts(with: triple) : byte == quote {
                text.removeFirst(isTriple ? 3 : 1)
                break
            }
            text.removeFirst(byte == UInt8(ascii: "\\") ? min(2, text.count) : 1)
        }
        guard grammar.hasNamedMembers else { return .string }
        return text.first { !$0.isSpace } == UInt8(ascii: ":") ? .name : .string
    }

    private mutating func takeNumber() -> Mark {
        text = text.drop { $0.isWord || $0 == UInt8(ascii: ".") }
        return .number
    }

    private mutating func takeWord() -> Mark? {
        let rest = text.drop(while: \.isWord)
        let word = text[..<rest.startIndex]
        text = rest
        // A prefix such as b or rf belongs to the string.
        if word.count <= 2, let quote = rest.first, grammar.stringPrefixes.contains(word.lowercased),
            grammar.quotes.utf8.contains(quote)
        {
            return takeString(quote)
        }
        // No keyword is longer: skip the look-up.
        guard word.count <= 15 else { return nil }
        let name = String(decoding: word, as: UTF8.self)
        if grammar.holes.contains(name) { return .hole }
        if grammar.keywords.contains(name) { return .keyword }
        return grammar.constants.contains(name) ? .constant : nil
    }

    private enum Mark: String {
        case keyword = "k"
        case constant = "b"
        case string = "s"
        case number = "n"
        case comment = "c"
        case name = "a"
        case hole = "h"
    }
}

// MARK: - Bytes

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isWordStart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    fileprivate var isWord: Bool { isWordStart || isDigit }
}

extension ArraySlice<UInt8> {
    fileprivate var lowercased: String { String(decoding: self, as: UTF8.self).lowercased() }
}
