/// The text of one file, its lines, and the position of each byte.
///
/// ``bytes`` is well-formed UTF-8 without NUL and without a byte order mark. NULs and ill-formed bytes are replaced by U+FFFD,
/// as a CommonMark parser does, and reported in ``diagnostics``. Offsets count these bytes.
package struct SourceText: Sendable {
    /// The path the text came from, as diagnostics print it.
    package let path: String
    /// Well-formed UTF-8.
    package let bytes: [UInt8]
    /// One error for each line with a NUL or with bytes that are not UTF-8, at the first of them.
    package private(set) var diagnostics: [Diagnostic] = []

    /// The offset of each line's first byte. Never empty.
    private let lineStarts: [UInt32]
    /// The number of scalars before each multiple of `stride`: a page of one long line with an error at every word is
    /// reported in linear time.
    private let scalarCounts: [UInt32]

    /// The longest text accepted, in bytes.
    package static let maximumSize = 256 << 20

    /// A text of more than ``maximumSize`` bytes is treated as empty, with an error.
    package init(path: String, bytes original: [UInt8]) {
        self.path = path
        let isTooLong = original.count > Self.maximumSize
        let repaired = UTF8Repair(isTooLong ? [] : original)
        bytes = repaired.bytes
        (lineStarts, scalarCounts) = Self.index(bytes)
        if isTooLong {
            diagnostics = [
                diagnostic(at: 0..<0, "the page is larger than \(Self.maximumSize >> 20) MiB", note: nil)
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

    /// The number of lines. A line ending at the end of the text does not begin another line.
    package var lineCount: Int {
        lineStarts.count > 1 && Int(lineStarts[lineStarts.count - 1]) == bytes.count
            ? lineStarts.count - 1 : lineStarts.count
    }

    /// The offsets of a line (from 1) without its line ending; the empty range at the end for a line that does not exist.
    package func range(ofLine line: Int) -> Range<Int> {
        guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
        let start = Int(lineStarts[line - 1])
        var end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The position of the byte at an offset, which is clamped to the text.
    package func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(at: offset)
        let column = scalarCount(before: offset) - scalarCount(before: Int(lineStarts[line])) + 1
        return SourcePosition(line: line + 1, column: column)
    }

    /// The offset of a position; a column past the end of the line is the line's end.
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

    /// The offset of the byte at a line and a column in bytes, both from 1, clamped to the line.
    package func offset(line: Int, byteColumn: Int) -> Int {
        let range = range(ofLine: line)
        return min(max(range.lowerBound, range.lowerBound &+ byteColumn &- 1), range.upperBound)
    }

    /// The number of Unicode scalars in a range of offsets.
    package func scalarCount(in range: Range<Int>) -> Int {
        scalarCount(before: range.upperBound) - scalarCount(before: range.lowerBound)
    }
}

// MARK: - Lines and columns

private let stride = 64

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

    private func scalarCount(before offset: Int) -> Int {
        let start = offset - offset % stride
        return Int(scalarCounts[offset / stride]) + bytes[start..<offset].count { !isContinuation($0) }
    }

    private static func index(_ bytes: [UInt8]) -> (lineStarts: [UInt32], scalarCounts: [UInt32]) {
        var lineStarts: [UInt32] = [0]
        var scalarCounts: [UInt32] = [0]
        var scalars: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            if !isContinuation(byte) { scalars += 1 }
            if (index + 1) % stride == 0 { scalarCounts.append(scalars) }
            let isFirstOfPair = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if byte == 0x0A || byte == 0x0D && !isFirstOfPair { lineStarts.append(UInt32(index + 1)) }
        }
        return (lineStarts, scalarCounts)
    }
}

extension SourceText {
    /// The line, from 1, that holds an offset.
    package func line(at offset: Int) -> Int { lineIndex(at: offset) + 1 }
}
