/// The output that an example must show, and how it is compared.
package enum ExpectedOutput: Sendable {
    case nothing
    /// A value if the text is a literal or a constructor call, else a text pattern. It is parsed only if the actual
    /// output differs, since identical text matches either way.
    case shown(String)
    /// A text in which `...` matches any text.
    case text(pattern: String)
    case traceback(type: String, message: String?)

    static let tracebackHeader = "Traceback (most recent call last):"

    /// The line that stands for a blank line, as in Python's doctest.
    private static let blankLine = "<BLANKLINE>"

    /// - Parameter text: the lines, joined.
    init(_ text: String, lines: [Substring]) {
        guard !lines.isEmpty else {
            self = .nothing
            return
        }
        if lines[0] == Self.tracebackHeader, let raised = Self.raised(lines) {
            self = .traceback(type: raised.type, message: raised.message)
        } else if lines.contains(where: { $0 == Self.blankLine }) {
            self = .shown(lines.map { $0 == Self.blankLine ? "" : $0 }.joined(separator: "\n"))
        } else {
            self = .shown(text)
        }
    }

    /// Returns what is wrong with an expected traceback, or nil if it is well-formed or is not a traceback.
    static func tracebackProblem(_ lines: [Substring]) -> (message: String, line: Int)? {
        let header = lines.firstIndex {
            $0.utf8.first == UInt8(ascii: "T") && $0.utf8.starts(with: "Traceback".utf8)
        }
        guard let header else { return nil }
        if lines[header] != tracebackHeader {
            return ("a traceback starts with the line `\(tracebackHeader)`", header)
        }
        if header > 0 { return ("output before a traceback cannot be expected together with it", 0) }
        return raised(lines) == nil
            ? ("the traceback has no last line `Type` or `Type: message`", lines.count - 1) : nil
    }

    /// Returns the exception's type and message, from the first line after the header that is not indented.
    private static func raised(_ lines: [Substring]) -> (type: String, message: String?)? {
        guard let last = lines.indices.dropFirst().first(where: { !isDetail(lines[$0]) }) else { return nil }
        let line = lines[last]
        let more = lines[(last + 1)...]
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return more.isEmpty && isDottedName(line) ? (String(line), nil) : nil
        }
        let type = line[..<colon]
        let tail = line[colon...]
        guard isDottedName(type), tail.hasPrefix(": ") || tail == ":" else { return nil }
        return (String(type), ([tail.dropFirst(2)] + more).joined(separator: "\n"))
    }

    private static func isDetail(_ line: Substring) -> Bool {
        guard let first = line.utf8.first else { return true }
        return first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") || line == "..."
    }

    private static func isDottedName(_ text: Substring) -> Bool {
        var startsPart = true
        for scalar in text.unicodeScalars {
            guard startsPart ? scalar.isIdentifierStart : scalar.isIdentifierPart || scalar == "." else { return false }
            startsPart = scalar == "."
        }
        return !startsPart
    }
}
