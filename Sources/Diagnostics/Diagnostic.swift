/// An error on a page: its position, a message, and the source line.
package struct Diagnostic: Sendable, Hashable, Error {
    package let path: String
    /// Where the erroneous text begins.
    package let position: SourcePosition
    /// The length of the erroneous text in Unicode scalars: at least 1, and within one line.
    package let length: Int
    package let message: String
    /// How to fix the error, or a second position that it involves.
    package let note: String?
    let excerpt: Excerpt?

    package var line: Int { position.line }
    package var column: Int { position.column }

    /// An error without a source line to show, such as a file that cannot be read.
    package init(path: String, position: SourcePosition, message: String, note: String? = nil) {
        self.init(path: path, position: position, length: 1, message: message, note: note, excerpt: nil)
    }

    init(path: String, position: SourcePosition, length: Int, message: String, note: String?, excerpt: Excerpt?) {
        self.path = path
        self.position = position
        self.length = length
        self.message = message.onOneLine
        self.note = note.map(\.onOneLine)
        self.excerpt = excerpt
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The whole text: `path:line:column: error: message`, the source line, a caret line, and the note. The last line has no
    /// line ending.
    package var description: String {
        var lines = ["\(path.onOneLine):\(position): error: \(message)"]
        let number = String(position.line)
        let gutter = String(repeating: " ", count: max(5 - number.count, 0)) + number
        let margin = String(repeating: " ", count: gutter.count)
        if let excerpt {
            lines.append(excerpt.text.isEmpty ? "\(gutter) |" : "\(gutter) | \(excerpt.text)")
            lines.append("\(margin) | \(excerpt.caretLine)")
        }
        if let note { lines.append("\(margin) = note: \(note)") }
        return lines.joined(separator: "\n")
    }
}

extension Diagnostic: Comparable {
    /// Ordered by path (by code point), then position, then message.
    package static func < (left: Self, right: Self) -> Bool {
        if !left.path.utf8.elementsEqual(right.path.utf8) {
            return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        }
        if left.position != right.position { return left.position < right.position }
        return left.message.utf8.lexicographicallyPrecedes(right.message.utf8)
    }
}

extension SourceText {
    /// An error about a range of offsets; the underlined part is limited to the first line of the range.
    package func diagnostic(at range: Range<Int>, _ message: String, note: String? = nil) -> Diagnostic {
        let lower = min(max(range.lowerBound, 0), bytes.count)
        let position = position(at: lower)
        let line = self.range(ofLine: position.line)
        let upper = max(lower, min(range.upperBound, line.upperBound))
        return Diagnostic(
            path: path, position: position, length: max(scalarCount(in: lower..<upper), 1),
            message: message, note: note, excerpt: Excerpt(of: self, line: line, marked: lower..<upper))
    }

    /// An error about `length` scalars from a position.
    package func diagnostic(
        at position: SourcePosition, length: Int = 1, _ message: String, note: String? = nil
    ) -> Diagnostic {
        let lower = offset(of: position)
        let upper = offset(
            of: SourcePosition(line: position.line, column: position.column &+ max(length, 1)))
        return diagnostic(at: lower..<max(lower, upper), message, note: note)
    }
}
