import Diagnostics
import Markdown

/// The text of a raw HTML block, with the place on the page of each byte.
struct CommentText {
    let bytes: [UInt8]
    private let places: Places

    private enum Places {
        /// The bytes are those of the page from an offset on, as of most comments.
        case from(Int)
        /// Each line stands somewhere else; where each begins in the text, and where on the page.
        case lines(starts: [Int], [BodyLine])
    }

    init(_ block: Block, in source: SourceText) {
        bytes = Array(block.literalBytes)
        let start = block.range.lowerBound
        if source.bytes[start...].starts(with: bytes) {
            places = .from(start)
        } else {
            var starts = [0]
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
            places = .lines(starts: starts, block.bodyLines)
        }
    }

    /// The offset in the page's source of an index into the text.
    func sourceOffset(of index: Int) -> Int {
        switch places {
        case .from(let start): return start + index
        case .lines(let starts, let lines):
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
    }

    func token(_ range: Range<Int>) -> PageToken {
        let start = sourceOffset(of: range.lowerBound)
        return PageToken(text: String(decoding: bytes[range], as: UTF8.self), range: start..<start + range.count)
    }

    /// The words of a range, which white space separates.
    func words(in range: Range<Int>) -> [PageToken] {
        var words: [PageToken] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard !bytes[index].isBlank else {
                index += 1
                continue
            }
            let end = bytes[index..<range.upperBound].firstIndex { $0.isBlank } ?? range.upperBound
            words.append(token(index..<end))
            index = end
        }
        return words
    }
}

/// What a comment begins and ends with.
enum CommentMark {
    static let open = Array("<!--".utf8)
    static let close = Array("-->".utf8)
}

extension UInt8 {
    /// Space, tab and what ends a line.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension [UInt8] {
    /// Where some bytes first are, at or after an index, all of them before an end.
    func firstIndex(of wanted: [UInt8], from start: Int, to end: Int) -> Int? {
        var index = start
        while index <= end - wanted.count {
            if self[index] == wanted[0], self[index..<index + wanted.count].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }
}
