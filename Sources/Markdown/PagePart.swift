import Diagnostics

/// A part of a page that can be read by itself, so that all processors read a long page.
///
/// A part begins with a heading or a comment at the beginning of a line: there every container ends, and every paragraph.
/// Only fenced code and raw HTML may go on; where the part before turns out to end in one, the page is read in one piece. So it is
/// where it may define references, which the whole page may refer to.
struct PagePart: Sendable {
    /// Offsets in the source.
    let range: Range<Int>
    /// Lines, from 1.
    let lines: ClosedRange<Int>

    /// The whole page.
    init(_ source: SourceText) {
        range = 0..<source.bytes.count
        lines = 1...source.lineCount
    }

    private init(_ range: Range<Int>, _ lines: ClosedRange<Int>) {
        self.range = range
        self.lines = lines
    }
}

extension PagePart {
    /// How many bytes a part has at least: enough that handing it out costs nothing beside reading it.
    static let usualSize = 64 << 10

    /// A page's parts, in order.
    static func parts(of source: SourceText, size: Int) -> [PagePart] {
        guard source.bytes.count >= 2 * size, !mayDefineReferences(source.bytes) else { return [PagePart(source)] }
        var parts: [PagePart] = []
        var first = 1
        var start = 0
        while let line = firstBeginning(in: source, from: start + size) {
            let offset = source.range(ofLine: line).lowerBound
            parts.append(PagePart(start..<offset, first...(line - 1)))
            (first, start) = (line, offset)
        }
        parts.append(PagePart(start..<source.bytes.count, first...source.lineCount))
        return parts
    }

    /// The first line after an offset that a part can begin with. Headings are of the second level or below, since one
    /// `#` often begins a comment in code.
    private static func firstBeginning(in source: SourceText, from offset: Int) -> Int? {
        guard offset < source.bytes.count else { return nil }
        let line = source.line(at: offset) + 1
        guard line <= source.lineCount else { return nil }
        return (line...source.lineCount).first { number in
            let text = source.bytes[source.range(ofLine: number)]
            return isHeading(text) || text.starts(with: "<!--".utf8)
        }
    }

    private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "#")]) else { return false }
        let rest = line.drop { $0 == UInt8(ascii: "#") }
        return line.count - rest.count <= 6 && [nil, UInt8(ascii: " "), UInt8(ascii: "\t")].contains(rest.first)
    }

    /// Every definition has these two bytes, one after the other.
    private static func mayDefineReferences(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while let bracket = bytes[start...].firstIndex(of: UInt8(ascii: "]")) {
            start = bracket + 1
            if start < bytes.count, bytes[start] == UInt8(ascii: ":") { return true }
        }
        return false
    }
}
