import Diagnostics

/// What makes a comment no mark although it is written like one: `<!--- rule: x -->`, `<!-- rule= x -->`.
struct NearMark {
    let range: Range<Int>
    let message: String
    var note: String?

    /// Finds what is wrong in a comment whose `<!--` is at `open` and whose text ends at `end`.
    init?(in bytes: [UInt8], at open: Int, end: Int) {
        var bytes = bytes
        let noBreakSpace = Self.replaceNoBreakSpaces(in: &bytes, open..<end)
        let hyphens = bytes[(open + 4)..<end].prefix { $0 == UInt8(ascii: "-") }.count
        guard let (name, word) = Self.name(in: bytes, from: open + 4 + hyphens, to: end) else { return nil }
        let separator = bytes[word.upperBound..<end].firstIndex { !$0.isBlank } ?? end
        let length = Self.separators.first { bytes[separator..<end].starts(with: $0) }?.count ?? 0
        let hasColon = separator < end && bytes[separator] == UInt8(ascii: ":")
        guard hasColon || MarkShape.isOneID(bytes, separator + length, end) else { return nil }
        if hyphens > 0 {
            range = open..<open + 4 + hyphens
            message = "a mark begins with `<!--` and a space"
        } else if !hasColon, length > 0 {
            range = separator..<separator + length
            message = "`\(name.rawValue)` must be followed by a colon"
        } else if let noBreakSpace, noBreakSpace.lowerBound < separator || name != .notRun {
            range = noBreakSpace
            message = "a mark cannot have a no-break space"
            note = "write an ordinary space"
        } else {
            return nil
        }
    }

    /// Finds the beginning of a mark whose `<!--` is misspelt, as in `<!— rule: x —>`.
    init?(inLine bytes: ArraySlice<UInt8>) {
        guard let start = bytes.firstIndex(where: { !$0.isBlank }), bytes[start] == UInt8(ascii: "<"),
            !bytes[start...].starts(with: CommentMark.open)
        else { return nil }
        var index = start + 1
        var hasSign = false
        while index < bytes.endIndex {
            let sign = Self.signs.first { bytes[index...].starts(with: $0) }
            if sign == nil, !bytes[index].isBlank { break }
            hasSign = hasSign || sign != nil
            index += sign?.count ?? 1
        }
        guard hasSign, let (_, word) = Self.name(in: Array(bytes), from: index - bytes.startIndex, to: bytes.count)
        else {
            return nil
        }
        let end = bytes.startIndex + word.upperBound
        guard let separator = bytes[end...].firstIndex(where: { !$0.isBlank }),
            Self.separators.contains(where: { bytes[separator...].starts(with: $0) })
        else { return nil }
        range = start..<index
        message = "a mark begins with `<!--` and a space"
    }

    private static func name(in bytes: [UInt8], from start: Int, to end: Int) -> (Mark.Name, Range<Int>)? {
        let wordStart = bytes[start..<end].firstIndex { !$0.isBlank } ?? end
        let wordEnd = bytes[wordStart..<end].firstIndex { !$0.isWordOfMark } ?? end
        return Mark.Name(rawValue: String(decoding: bytes[wordStart..<wordEnd], as: UTF8.self)).map {
            ($0, wordStart..<wordEnd)
        }
    }

    /// Makes ordinary spaces of blanks that look like one; returns the first that is not in quotes.
    private static func replaceNoBreakSpaces(in bytes: inout [UInt8], _ comment: Range<Int>) -> Range<Int>? {
        var first: Range<Int>?
        var isQuoted = false
        for index in comment {
            if bytes[index] == .quote { isQuoted.toggle() }
            guard bytes[index] > 0x7F,
                let blank = noBreakSpaces.first(where: { bytes[index..<comment.upperBound].starts(with: $0) })
            else { continue }
            let range = index..<index + blank.count
            if !isQuoted { first = first ?? range }
            bytes.replaceSubrange(range, with: Array(repeating: 0x20, count: blank.count))
        }
        return first
    }

    private static let separators = [":", "=", ";", "\u{FF1A}"].map { Array($0.utf8) }
    private static let signs = ["!", "-", "\u{2013}", "\u{2014}"].map { Array($0.utf8) }
    private static let noBreakSpaces = ["\u{A0}", "\u{2007}", "\u{202F}", "\u{200B}", "\u{FEFF}"].map { Array($0.utf8) }
}
