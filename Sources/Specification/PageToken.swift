/// A word of a page, with its range in the page's source.
struct PageToken: Sendable, Hashable {
    var text: String
    var range: Range<Int>

    /// The pieces between separators, empty ones included.
    func split(separator: Unicode.Scalar) -> [PageToken] {
        var pieces: [PageToken] = []
        var start = text.utf8.startIndex
        while true {
            let end = text.utf8[start...].firstIndex(of: UInt8(ascii: separator)) ?? text.utf8.endIndex
            pieces.append(self[start..<end])
            guard end < text.utf8.endIndex else { return pieces }
            start = text.utf8.index(after: end)
        }
    }

    /// The parts before and after the first separator.
    func cut(at separator: Unicode.Scalar) -> (before: PageToken, after: PageToken)? {
        guard let index = text.utf8.firstIndex(of: UInt8(ascii: separator)) else { return nil }
        let after = text.utf8.index(after: index)
        return (self[text.utf8.startIndex..<index], self[after..<text.utf8.endIndex])
    }

    /// The word without spaces at its ends: cells of tables may have them, words of marks cannot.
    var trimmed: PageToken {
        guard let first = text.utf8.firstIndex(where: { $0 != UInt8(ascii: " ") }),
            let last = text.utf8.lastIndex(where: { $0 != UInt8(ascii: " ") })
        else { return self[text.utf8.startIndex..<text.utf8.startIndex] }
        return self[first..<text.utf8.index(after: last)]
    }

    private subscript(part: Range<String.Index>) -> PageToken {
        let lower = range.lowerBound + text.utf8.distance(from: text.utf8.startIndex, to: part.lowerBound)
        let count = text.utf8.distance(from: part.lowerBound, to: part.upperBound)
        return PageToken(text: String(text[part]), range: lower..<lower + count)
    }

    /// `[A-Za-z0-9][A-Za-z0-9._-]*`
    var isID: Bool { Self.isID(text) }

    /// Whether the text is an ID, or `page/ID`.
    var isReference: Bool {
        guard let (page, id) = cut(at: "/") else { return isID }
        return page.isID && id.isID
    }

    static func isID(_ text: String) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: false
            }
        }
        guard let first = text.utf8.first, isAlphanumeric(first) else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }
}
