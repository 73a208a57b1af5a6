/// Parses the body of an f-string.
struct FormatReader {
    private let literal: StringLiteral
    private let depth: Int
    private var index = 0
    private var position: Position
    private(set) var leftOut = LeftOutNames()

    init(_ literal: StringLiteral, depth: Int) {
        self.literal = literal
        self.depth = depth
        position = literal.bodyPosition
    }

    mutating func read() throws -> [FormatPiece] {
        try pieces(isSpec: false, level: 0)
    }
}

extension FormatReader {
    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        index + offset < literal.body.count ? literal.body[index + offset] : nil
    }

    private mutating func advance() {
        if peek() == "\n" {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
        index += 1
    }

    private mutating func pieces(isSpec: Bool, level: Int) throws -> [FormatPiece] {
        var pieces: [FormatPiece] = []
        var text: [Unicode.Scalar] = []
        func flush() throws {
            guard !text.isEmpty else { return }
            pieces.append(.text(try EscapeDecoder.text(text, isRaw: literal.isRaw, at: position)))
            text = []
        }
        while let scalar = peek() {
            if scalar == "{", isSpec || peek(1) != "{" {
                try flush()
                pieces += try field(level: level)
                continue
            }
            if scalar == "}" {
                if isSpec { break }
                guard peek(1) == "}" else { throw SourceError("f-string: single '}' is not allowed", at: position) }
            }
            if scalar == "{" || scalar == "}" { advance() }
            if scalar == "\\", !literal.isRaw, peek(1) != nil, peek(1) != "{", peek(1) != "}" {
                text.append(scalar)
                advance()
            }
            text.append(peek() ?? scalar)
            advance()
        }
        try flush()
        return pieces
    }

    private mutating func field(level: Int) throws -> [FormatPiece] {
        guard level < 2 else { throw SourceError("f-string: expressions nested too deeply", at: position) }
        advance()
        let (expression, source) = try fieldExpression()
        var pieces: [FormatPiece] = []
        var conversion: Character?
        var isDebug = false
        if peek() == "=" {
            advance()
            var label = source + ["="]
            while let blank = peek(), blank == " " || blank == "\n" || blank == "\t" {
                label.append(blank)
                advance()
            }
            pieces.append(.text(Str(label)))
            isDebug = true
        }
        if peek() == "!" {
            advance()
            guard let mark = peek(), ["r", "s", "a"].contains(mark) else {
                throw SourceError("f-string: invalid conversion character: expected 's', 'r', or 'a'", at: position)
            }
            conversion = Character(mark)
            advance()
        }
        var format: [FormatPiece] = []
        var hasFormat = false
        if peek() == ":" {
            advance()
            hasFormat = true
            format = try self.pieces(isSpec: true, level: level + 1)
        }
        guard peek() == "}" else { throw SourceError("f-string: expecting '}'", at: position) }
        advance()
        if isDebug, conversion == nil, !hasFormat { conversion = "r" }
        return pieces + [.field(expression, conversion: conversion, format: format)]
    }

    private mutating func fieldExpression() throws -> (Expression, [Unicode.Scalar]) {
        let start = position
        let source = try fieldSource()
        if source.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\n" }) {
            throw SourceError("f-string: empty expression not allowed", at: start)
        }
        var lexer = Lexer(source, at: start, inBrackets: true)
        guard depth < Parser.nestingLimit else {
            throw SourceError("the source nests more than \(Parser.nestingLimit) deep", at: start, .limit)
        }
        var parser = Parser(tokens: try lexer.tokenize(), depth: depth + 1)
        let expression = try parser.expressionListOrWalrus()
        leftOut.add(parser.leftOut)
        guard parser.isAtEnd else { throw SourceError("f-string: invalid syntax", at: parser.position) }
        return (expression, source)
    }

    /// Reads the text of a field's expression, up to a `}`, `:`, `!` or `=` outside brackets and strings.
    private mutating func fieldSource() throws -> [Unicode.Scalar] {
        var source: [Unicode.Scalar] = []
        var open = 0
        var quote: [Unicode.Scalar] = []
        while let scalar = peek() {
            if scalar == "\\" {
                throw SourceError("f-string expression part cannot include a backslash", at: position)
            }
            if scalar == "#", quote.isEmpty {
                throw SourceError("f-string expression part cannot include '#'", at: position)
            }
            if quote.isEmpty {
                if scalar == "'" || scalar == "\"" {
                    quote = peek(1) == scalar && peek(2) == scalar ? [scalar, scalar, scalar] : [scalar]
                    for _ in quote.dropFirst() {
                        source.append(scalar)
                        advance()
                    }
                } else if ["(", "[", "{"].contains(scalar) {
                    open += 1
                } else if open > 0, [")", "]", "}"].contains(scalar) {
                    open -= 1
                } else if open == 0, ends(source, scalar) {
                    return source
                }
            } else if scalar == quote[0], quote.count == 1 || peek(1) == scalar && peek(2) == scalar {
                for _ in quote.dropFirst() {
                    source.append(scalar)
                    advance()
                }
                quote = []
            }
            source.append(scalar)
            advance()
        }
        throw SourceError("f-string: expecting '}'", at: position)
    }

    private func ends(_ source: [Unicode.Scalar], _ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "}", ":": true
        case "!": peek(1) != "="
        case "=": peek(1) != "=" && !["=", "!", "<", ">"].contains(source.last ?? " ")
        default: false
        }
    }
}
