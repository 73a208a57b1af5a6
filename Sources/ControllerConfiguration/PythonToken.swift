/// A name, a string or a symbol of Python source, also of source that the console subset leaves out.
struct PythonToken {
    enum Kind {
        case name, string, symbol
    }

    let kind: Kind
    /// The name, the symbol's one character, or the string's content.
    let text: String
    /// The line and the column, both from 1.
    let line: Int
    let column: Int
    /// Whether a statement may begin here: the first token of a line that continues no other.
    let beginsLine: Bool
}

extension PythonToken {
    /// Splits source into tokens; never fails. Words inside an f-string are names.
    static func tokens(of source: String) -> [PythonToken] {
        var scanner = PythonScanner(source)
        scanner.scan()
        return scanner.tokens
    }
}

private struct PythonScanner {
    private(set) var tokens: [PythonToken] = []
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0
    private var isLineStart = true

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func scan() {
        while index < scalars.count {
            switch scalars[index] {
            case "\n": endLine()
            case " ", "\t", "\r", "\u{C}": index += 1
            case "\\" where next == "\n":
                let wasLineStart = isLineStart
                index += 1
                endLine()
                isLineStart = wasLineStart
            case "#": while index < scalars.count, scalars[index] != "\n" { index += 1 }
            case "'", "\"": string(from: index, prefix: "")
            case let scalar where scalar == "_" || scalar.properties.isXIDContinue: word()
            default: symbol()
            }
        }
    }

    private var next: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

    private mutating func endLine() {
        index += 1
        line += 1
        lineStart = index
        isLineStart = depth == 0
    }

    private mutating func add(_ kind: PythonToken.Kind, _ text: String, line: Int, column: Int) {
        tokens.append(
            PythonToken(kind: kind, text: text, line: line, column: column, beginsLine: isLineStart))
        isLineStart = false
    }

    private mutating func symbol() {
        let scalar = scalars[index]
        add(.symbol, String(scalar), line: line, column: index - lineStart + 1)
        index += 1
        if ["(", "[", "{"].contains(scalar) { depth += 1 }
        if [")", "]", "}"].contains(scalar) { depth = max(depth - 1, 0) }
    }

    private mutating func word() {
        let start = index
        while index < scalars.count, scalars[index] == "_" || scalars[index].properties.isXIDContinue { index += 1 }
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        let isPrefix = text.count <= 2 && text.lowercased().allSatisfy { "rbfut".contains($0) }
        if isPrefix, index < scalars.count, scalars[index] == "'" || scalars[index] == "\"" {
            string(from: start, prefix: text.lowercased())
        } else {
            add(.name, text, line: line, column: start - lineStart + 1)
        }
    }

    /// Reads a string whose opening quote is next.
    private mutating func string(from start: Int, prefix: String) {
        let (startLine, column) = (line, start - lineStart + 1)
        let quote = scalars[index]
        let isLong = scalars[index...].prefix(3).elementsEqual([quote, quote, quote])
        index += isLong ? 3 : 1
        let content = index
        while index < scalars.count, !isClosed(by: quote, isLong) {
            if scalars[index] == "\\", next != nil { index += 1 } else if scalars[index] == "\n", !isLong { break }
            if scalars[index] == "\n" {
                line += 1
                lineStart = index + 1
            }
            index += 1
        }
        let text = String(String.UnicodeScalarView(scalars[content..<min(index, scalars.count)]))
        add(.string, text, line: startLine, column: column)
        if prefix.contains("f") {
            tokens += PythonToken.tokens(of: text).filter { $0.kind == .name }.map {
                PythonToken(kind: .name, text: $0.text, line: startLine, column: column, beginsLine: false)
            }
        }
        if index < scalars.count, scalars[index] != "\n" || isLong { index += isLong ? 3 : 1 }
    }

    private func isClosed(by quote: Unicode.Scalar, _ isLong: Bool) -> Bool {
        isLong
            ? scalars[index...].prefix(3).elementsEqual([quote, quote, quote]) : scalars[index] == quote
    }
}
