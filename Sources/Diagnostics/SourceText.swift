/// The text of one file with its lines, and where each byte of it stands.
///
/// The bytes kept are well-formed UTF-8 without NUL and without a byte order mark: whatever was not is replaced by
/// U+FFFD, as a CommonMark parser does, and told in ``diagnostics``. Offsets count these bytes.
package struct SourceText: Sendable {
    /// The path the text came from, as diagnostics print it.
    package let path: String
    /// Well-formed UTF-8.
    package let bytes: [UInt8]
    /// One error for each line with a NUL or with bytes that are not UTF-8, at the first such place.
    package private(set) var diagnostics: [Diagnostic] = []

    /// The offset of each line's first byte. Never empty.
    private let lineStarts: [UInt32]

    /// The longest text accepted, in bytes.
    package static let maximumSize = 256 << 20

    /// A text of more than ``maximumSize`` bytes is taken as empty, with an error.
    package init(path: String, bytes original: [UInt8]) {
        self.path = path
        let isTooLong = original.count > Self.maximumSize
        let repaired = UTF8Repair(isTooLong ? [] : original)
        bytes = repaired.bytes
        lineStarts = Self.lineStarts(of: bytes)
        if isTooLong {
            diagnostics = [
                diagnostic(at: 0..<0, "a page may have \(Self.maximumSize >> 20) MiB at most", note: nil)
            ]
        }
        var lastLine = 0
        for fault in repaired.faults {
            let line = lineIndex(at: fault.offset)
            guard line + 1 != lastLine else { continue }
            lastLine = line + 1
            diagnostics.append(diagnostic(at: fault.offset..<fault.offset + 3, fault.kind.rawValue, note: nil))
        }
    }

    /// The number of lines; a text that ends in a line ending has no further, empty line.
    package var lineCount: Int {
        lineStarts.count > 1 && Int(lineStarts[lineStarts.count - 1]) == bytes.count
            ? lineStarts.count - 1 : lineStarts.count
    }

    /// The offsets of a line (from 1) without its line ending; an empty range at the end for a line there is not.
    package func range(ofLine line: Int) -> Range<Int> {
        guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
        let start = Int(lineStarts[line - 1])
        var end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The place of the byte at an offset, which is clamped to the text.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(at: offset)
        let column = scalarCount(in: Int(lineStarts[line])..<offset) + 1
        return SourcePosition(line: line + 1, column: column)
    }

    /// The offset of a place; one past the end of its line is the line's end.
    package func offset(of position: SourcePosition) -> Int {
        let range = range(ofLine: position.line)
        var offset = range.lowerBound
        var column = 1
        while offset < range.upperBound, column < position.column {
            offset += 1
            if offset == range.upperBound || !isContinuation(bytes[offset]) { column += 1 }
        }
        return offset
    }

    /// The offset of the byte that a line and a column in bytes, both from 1, name; clamped to the line.
    package func offset(line: Int, byteColumn: Int) -> Int {
        let range = range(ofLine: line)
        return min(max(range.lowerBound, range.lowerBound &+ byteColumn &- 1), range.upperBound)
    }

    /// The number of Unicode scalars in a range of offsets.
    package func scalarCount(in range: Range<Int>) -> Int {
        bytes[range].count { !isContinuation($0) }
    }
}

// MARK: - Lines and columns

private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

extension SourceText {
    /// The line, from 0, of the byte at an offset.
    private func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private static func lineStarts(of bytes: [UInt8]) -> [UInt32] {
        var starts: [UInt32] = [0]
        for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x0D {
            let isCRLF = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if !isCRLF { starts.append(UInt32(index + 1)) }
        }
        return starts
    }
}

extension SourceText {
    /// The line, from 1, that holds an offset.
    package func line(at offset: Int) -> Int { lineIndex(at: offset) + 1 }
}
