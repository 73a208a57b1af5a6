/// The part of a source line that a diagnostic shows, and the caret line below it.
struct Excerpt: Sendable, Hashable {
    private(set) var text = ""
    private(set) var caretLine = ""

    /// Wider lines, in terminal cells, are cut to a window around the caret.
    private static let wholeLine = 120
    private static let cellsBefore = 60
    private static let cellsAfter = 40
    /// The longest scan, in scalars: combining marks have no width.
    private static let scalarLimit = 400

    init(of source: SourceText, line: Range<Int>, marked: Range<Int>) {
        var window = Self.end(from: line.lowerBound, cells: Self.wholeLine, in: source, line: line)
        var start = line.lowerBound
        if window < line.upperBound {
            start = Self.start(from: marked.lowerBound, in: source, line: line)
            window = Self.end(from: marked.lowerBound, cells: Self.cellsAfter, in: source, line: line)
        }
        let before = Self.visible(source.bytes[start..<max(start, min(marked.lowerBound, line.upperBound))])
        let after = Self.visible(source.bytes[min(max(start, marked.lowerBound), window)..<window])
        let prefix = start > line.lowerBound ? "…" : ""
        text = prefix + before + after + (window < line.upperBound ? "…" : "")
        let under = Self.visible(source.bytes[min(marked.lowerBound, window)..<min(marked.upperBound, window)])
        let cells = under.unicodeScalars.reduce(0) { $0 + TerminalWidth.cells(of: $1) }
        caretLine = Self.blanks(for: prefix + before) + "^" + String(repeating: "~", count: max(cells - 1, 0))
    }
}

// MARK: - Cutting and aligning

extension Excerpt {
    private static func end(from start: Int, cells: Int, in source: SourceText, line: Range<Int>) -> Int {
        var offset = start
        var used = 0
        var scalars = 0
        while offset < line.upperBound {
            let (scalar, length) = scalar(in: source.bytes, at: offset)
            used += TerminalWidth.cells(of: scalar)
            scalars += 1
            if used > cells || scalars > scalarLimit { break }
            offset += length
        }
        return offset
    }

    private static func start(from marked: Int, in source: SourceText, line: Range<Int>) -> Int {
        var offset = min(marked, line.upperBound)
        var used = 0
        var scalars = 0
        while offset > line.lowerBound {
            var previous = offset - 1
            while previous > line.lowerBound, source.bytes[previous] & 0xC0 == 0x80 { previous -= 1 }
            used += TerminalWidth.cells(of: scalar(in: source.bytes, at: previous).scalar)
            scalars += 1
            if used > cellsBefore || scalars > scalarLimit { break }
            offset = previous
        }
        return offset
    }

    /// Decodes one scalar of well-formed UTF-8.
    private static func scalar(in bytes: [UInt8], at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        let first = bytes[offset]
        guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for byte in bytes[min(offset + 1, bytes.count)..<min(offset + length, bytes.count)] {
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private static func visible(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).printable
    }

    /// White space as wide as a text, with its tabs kept.
    private static func blanks(for text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                result.append("\t")
            } else {
                result.append(String(repeating: " ", count: TerminalWidth.cells(of: scalar)))
            }
        }
        return result
    }
}
