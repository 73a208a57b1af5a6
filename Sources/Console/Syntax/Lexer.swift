/// Splits source text into tokens, with indentation as Python counts it.
struct Lexer {
    let scalars: [Unicode.Scalar]
    var index = 0
    var position: Position
    /// The open brackets; inside brackets line ends are ignored.
    var brackets: [(symbol: Symbol, position: Position)] = []
    /// The indentations of the open blocks; empty at the top level.
    private var indents: [Int] = []
    private var tokens: [Token] = []
    private var startsLine = true

    /// - Parameter inBrackets: whether the source is an expression inside an f-string.
    init(_ scalars: [Unicode.Scalar], at position: Position = Position(line: 1, column: 1), inBrackets: Bool = false) {
        self.scalars = scalars
        self.position = position
        if inBrackets {
            brackets = [("", position)]
            startsLine = false
        }
    }

    mutating func tokenize() throws -> [Token] {
        while true {
            if startsLine, brackets.isEmpty {
                try readIndentation()
            }
            try skipBlanks()
            guard let next = peek() else { break }
            if next == "\n" {
                endLine()
            } else {
                try readToken(next)
            }
        }
        return try finish()
    }
}

// MARK: - Scanning

extension Lexer {
    func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        index + offset < scalars.count ? scalars[index + offset] : nil
    }

    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count {
            guard let scalar = peek() else { return }
            index += 1
            if scalar == "\n" {
                position.line += 1
                position.column = 1
            } else {
                position.column += 1
            }
        }
    }

    /// Reads consecutive ASCII characters on the current line.
    mutating func readASCII(while isPart: (Unicode.Scalar) -> Bool) -> String {
        var end = index
        while end < scalars.count, isPart(scalars[end]) { end += 1 }
        let text = Str(scalars[index..<end]).string
        position.column += end - index
        index = end
        return text
    }

    mutating func append(_ kind: Token.Kind, at position: Position) {
        tokens.append(Token(kind: kind, position: position))
    }
}

extension Lexer {
    private mutating func finish() throws -> [Token] {
        if let open = brackets.last, !open.symbol.isEmpty {
            throw SourceError("'\(open.symbol.text)' was never closed", at: open.position)
        }
        if let last = tokens.last, case .newline = last.kind {
        } else if !tokens.isEmpty, brackets.isEmpty {
            append(.newline, at: position)
        }
        for _ in indents {
            append(.dedent, at: position)
        }
        append(.end, at: position)
        return tokens
    }

    private mutating func endLine() {
        if brackets.isEmpty {
            if let last = tokens.last {
                if case .newline = last.kind {} else { append(.newline, at: position) }
            }
            startsLine = true
        }
        advance()
    }

    private mutating func skipBlanks() throws {
        while let next = peek() {
            switch next {
            case " ", "\t", "\u{0C}": advance()
            case "#": while let scalar = peek(), scalar != "\n" { advance() }
            case "\\" where peek(1) == "\n":
                advance(2)
                guard peek() != nil else { throw SourceError("unexpected EOF while parsing", at: position) }
            case "\\": throw SourceError("unexpected character after line continuation character", at: position)
            default: return
            }
        }
    }

    private mutating func readIndentation() throws {
        var width = 0
        while let next = peek() {
            switch next {
            case " ": width += 1
            case "\t": width = (width / 8 + 1) * 8
            case "\u{0C}": width = 0
            default:
                if next == "#" || next == "\n" { return }
                startsLine = false
                return try indent(to: width)
            }
            advance()
        }
    }

    private mutating func indent(to width: Int) throws {
        if width > indents.last ?? 0 {
            guard indents.count + 1 < Parser.nestingLimit else {
                throw SourceError("the source nests more than \(Parser.nestingLimit) deep", at: position, .limit)
            }
            indents.append(width)
            append(.indent, at: position)
        }
        while width < indents.last ?? 0 {
            indents.removeLast()
            append(.dedent, at: position)
        }
        guard width == indents.last ?? 0 else {
            throw SourceError("unindent does not match any outer indentation level", at: position)
        }
    }

    private mutating func readToken(_ next: Unicode.Scalar) throws {
        if next.isIdentifierStart {
            try readNameOrString()
        } else if next.isDigit || next == "." && peek(1)?.isDigit == true {
            try readNumber()
        } else if next == "'" || next == "\"" {
            try readString(prefix: "", at: position)
        } else {
            try readSymbol(next)
        }
    }

    private mutating func readNameOrString() throws {
        let start = position
        let name = readASCII { $0.isIdentifierPart }
        if let quote = peek(), quote == "'" || quote == "\"" {
            return try readString(prefix: name, at: start)
        }
        append(.name(name), at: start)
    }

    private mutating func readSymbol(_ next: Unicode.Scalar) throws {
        let start = position
        let length = symbolLength(next)
        guard length > 0 else {
            if next.value > 127, next.properties.isXIDStart {
                throw SourceError.unsupported("a name with '\(next)' in it", at: start)
            }
            throw SourceError("invalid character \(Str([next]).repr)", at: start)
        }
        var symbol = Symbol(next)
        for offset in 1..<length { symbol.append(scalars[index + offset]) }
        index += length
        position.column += length
        try track(symbol, at: start)
        append(.symbol(symbol), at: start)
    }

    /// The length of the longest symbol at the current position; 0 if there is no symbol.
    private func symbolLength(_ first: Unicode.Scalar) -> Int {
        switch first {
        case "(", ")", "[", "]", "{", "}", ",", ";", "~": 1
        case "*", "/", "<", ">":
            if peek(1) == first { peek(2) == "=" ? 3 : 2 } else { peek(1) == "=" ? 2 : 1 }
        case "+", "%", "@", "&", "|", "^", ":", "=": peek(1) == "=" ? 2 : 1
        case "-": peek(1) == "=" || peek(1) == ">" ? 2 : 1
        case ".": peek(1) == "." && peek(2) == "." ? 3 : 1
        case "!": peek(1) == "=" ? 2 : 0
        default: 0
        }
    }

    private mutating func track(_ symbol: Symbol, at start: Position) throws {
        switch symbol {
        case "(", "[", "{":
            guard brackets.count < Parser.nestingLimit else {
                throw SourceError("the source nests more than \(Parser.nestingLimit) deep", at: start, .limit)
            }
            brackets.append((symbol, start))
        case ")", "]", "}":
            guard let open = brackets.last, !open.symbol.isEmpty else {
                throw SourceError("unmatched '\(symbol.text)'", at: start)
            }
            guard Self.closing(open.symbol) == symbol else {
                throw SourceError(
                    "closing parenthesis '\(symbol.text)' does not match opening parenthesis '\(open.symbol.text)'",
                    at: start)
            }
            brackets.removeLast()
        default: break
        }
    }

    private static func closing(_ symbol: Symbol) -> Symbol {
        switch symbol {
        case "(": ")"
        case "[": "]"
        default: "}"
        }
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
    var isIdentifierStart: Bool { isASCIILetter || self == "_" }
    var isIdentifierPart: Bool { isIdentifierStart || isDigit }

    var hexDigit: UInt32? {
        switch self {
        case "0"..."9": value - 48
        case "a"..."f": value - 87
        case "A"..."F": value - 55
        default: nil
        }
    }
}
