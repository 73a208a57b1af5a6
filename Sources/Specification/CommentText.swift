import Diagnostics
import Markdown

/// The text of a raw HTML block, and the position of each byte on the page.
struct CommentText {
    let bytes: [UInt8]
    /// Where each line begins in ``bytes``.
    private let starts: [Int]
    /// Where each line stands on the page.
    private let lines: [BodyLine]

    init(_ block: Block) {
        bytes = Array(block.literalBytes)
        lines = block.bodyLines
        starts = [0] + bytes.enumerated().filter { $1 == UInt8(ascii: "\n") }.map { $0.offset + 1 }
    }

    /// The offset in the page's source of an index into the text.
    func sourceOffset(of index: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        guard low < lines.count else { return lines.last?.offset ?? 0 }
        let line = lines[low]
        let distance = index - starts[low]
        return line.offset + (line.padding == 0 ? distance : max(distance - line.padding + 1, 0))
    }

    func token(_ range: Range<Int>) -> PageToken {
        let start = sourceOffset(of: range.lowerBound)
        return PageToken(text: String(decoding: bytes[range], as: UTF8.self), range: start..<start + range.count)
    }

    /// The words of a range, separated by white space. White space between `="` and the next `"` is part of a word.
    func words(in range: Range<Int>) -> [PageToken] {
        var words: [PageToken] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard !bytes[index].isBlank else {
                index += 1
                continue
            }
            let end = endOfWord(index..<range.upperBound)
            words.append(token(index..<end))
            index = end
        }
        return words
    }

    private func endOfWord(_ range: Range<Int>) -> Int {
        let end = bytes[range].firstIndex(where: \.isBlank) ?? range.upperBound
        guard let equals = bytes[range.lowerBound..<end].firstIndex(of: UInt8(ascii: "=")), equals + 1 < end,
            bytes[equals + 1] == .quote,
            let close = bytes[(equals + 2)..<range.upperBound].firstIndex(of: .quote)
        else { return end }
        return bytes[close..<range.upperBound].firstIndex(where: \.isBlank) ?? range.upperBound
    }
}

/// The beginning and the end of a comment.
enum CommentMark {
    static let open = Array("<!--".utf8)
    static let close = Array("-->".utf8)
}

extension UInt8 {
    static let quote = UInt8(ascii: "\"")

    /// Whether the byte is a space, a tab or a line end.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension [UInt8] {
    /// The first index of a byte sequence that lies between two indices.
    func firstIndex(of wanted: [UInt8], from start: Int, to end: Int) -> Int? {
        var index = start
        while index <= end - wanted.count {
            if self[index] == wanted[0], self[index..<index + wanted.count].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }
}
