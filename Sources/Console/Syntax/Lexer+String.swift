extension Lexer {
    /// Reads a string literal whose prefix has been read.
    mutating func readString(prefix: String, at start: Position) throws {
        // Most literals have no prefix.
        let flags = prefix.isEmpty ? [] : Array(prefix.lowercased())
        guard prefix.isEmpty || ["r", "b", "f", "u", "br", "rb", "fr", "rf"].contains(String(flags)), let quote = peek()
        else {
            throw SourceError("invalid string prefix '\(prefix)'", at: start)
        }
        let isTriple = peek(1) == quote && peek(2) == quote
        advance(isTriple ? 3 : 1)
        let bodyPosition = position
        let body = try readBody(quote, isTriple: isTriple, at: start)
        let literal = StringLiteral(
            isRaw: flags.contains("r"), isBytes: flags.contains("b"), isFormat: flags.contains("f"), body: body,
            bodyPosition: bodyPosition)
        append(.string(literal), at: start)
    }

    private mutating func readBody(_ quote: Unicode.Scalar, isTriple: Bool, at start: Position) throws
        -> [Unicode.Scalar]
    {
        // Fast path: a literal without escapes is read up to its quote in one step.
        let plain = scalars[index...].prefix { $0 != quote && $0 != "\\" && $0 != "\n" }
        var body = Array(plain)
        index += plain.count
        position.column += plain.count
        while let scalar = peek() {
            if scalar == quote, !isTriple || peek(1) == quote && peek(2) == quote {
                advance(isTriple ? 3 : 1)
                return body
            }
            if scalar == "\n", !isTriple { break }
            body.append(scalar)
            advance()
            if scalar == "\\", let escaped = peek() {
                body.append(escaped)
                advance()
            }
        }
        let name = isTriple ? "unterminated triple-quoted string literal" : "unterminated string literal"
        throw SourceError(name, at: start)
    }
}
