extension Parser {
    /// Parses one or more adjacent literals.
    mutating func strings() throws -> Expression {
        let start = position
        if let plain = try plainString() { return plain }
        var literals: [(StringLiteral, Position)] = []
        while case .string(let literal) = current.kind {
            literals.append((literal, position))
            index += 1
        }
        let isBytes = literals[0].0.isBytes
        guard literals.allSatisfy({ $0.0.isBytes == isBytes }) else {
            throw SourceError("cannot mix bytes and nonbytes literals", at: start)
        }
        if isBytes {
            let bytes = try literals.flatMap { try EscapeDecoder.bytes($0, at: $1) }
            return try make(.constant(.bytes(bytes)), at: start)
        }
        var pieces: [FormatPiece] = []
        for (literal, place) in literals {
            if literal.isFormat {
                var reader = FormatReader(literal, depth: depth)
                pieces += try reader.read()
                leftOut.add(reader.leftOut)
            } else {
                pieces.append(.text(try EscapeDecoder.text(literal.body, isRaw: literal.isRaw, at: place)))
            }
        }
        return try joined(pieces, isFormat: literals.contains { $0.0.isFormat }, at: start)
    }

    /// Parses a single plain literal, as most are; returns nil if there is more to parse.
    private mutating func plainString() throws -> Expression? {
        guard case .string(let literal) = current.kind, !literal.isBytes, !literal.isFormat else { return nil }
        if case .string? = following(1) { return nil }
        let start = position
        index += 1
        let text = try EscapeDecoder.text(literal.body, isRaw: literal.isRaw, at: start)
        return try make(.constant(.str(text)), at: start)
    }

    private func joined(_ pieces: [FormatPiece], isFormat: Bool, at start: Position) throws -> Expression {
        guard isFormat else {
            let scalars: [Unicode.Scalar] = pieces.flatMap { piece -> [Unicode.Scalar] in
                if case .text(let text) = piece { text.scalars } else { [] }
            }
            return try make(.constant(.str(Str(scalars))), at: start)
        }
        let fields = pieces.compactMap { if case .field(let value, _, _) = $0 { value } else { nil } }
        return try make(.formatted(pieces), at: start, above: fields.height)
    }
}

extension Parser {
    /// Parses the expression of an f-string's field.
    mutating func expressionListOrWalrus() throws -> Expression {
        let value = try expressionList()
        if case .starred = value.kind {
            throw SourceError("f-string: cannot use starred expression here", at: value.position)
        }
        return value
    }
}
