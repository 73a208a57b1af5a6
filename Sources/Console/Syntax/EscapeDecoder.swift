/// Decodes the escapes in the body of a string or bytes literal.
struct EscapeDecoder {
    private let body: [Unicode.Scalar]
    private let isBytes: Bool
    private let position: Position
    private var index = 0
    private var output: [Unicode.Scalar] = []

    private init(_ body: [Unicode.Scalar], isBytes: Bool, at position: Position) {
        self.body = body
        self.isBytes = isBytes
        self.position = position
    }

    static func text(_ body: [Unicode.Scalar], isRaw: Bool, at position: Position) throws -> Str {
        guard !isRaw, body.contains("\\") else { return Str(body) }
        var decoder = EscapeDecoder(body, isBytes: false, at: position)
        return Str(try decoder.decode())
    }

    static func bytes(_ literal: StringLiteral, at position: Position) throws -> [UInt8] {
        guard literal.body.allSatisfy(\.isASCII) else {
            throw SourceError("bytes can only contain ASCII literal characters", at: position)
        }
        guard !literal.isRaw else { return literal.body.map { UInt8(truncatingIfNeeded: $0.value) } }
        var decoder = EscapeDecoder(literal.body, isBytes: true, at: position)
        return try decoder.decode().map { UInt8(truncatingIfNeeded: $0.value) }
    }
}

extension EscapeDecoder {
    private mutating func decode() throws -> [Unicode.Scalar] {
        while index < body.count {
            let scalar = body[index]
            index += 1
            guard scalar == "\\", index < body.count else {
                output.append(scalar)
                continue
            }
            let mark = body[index]
            index += 1
            try decodeEscape(mark)
        }
        return output
    }

    private mutating func decodeEscape(_ mark: Unicode.Scalar) throws {
        if let plain = Self.plain[mark] {
            output.append(plain)
            return
        }
        switch mark {
        case "\n": break
        case "0"..."7": try decodeOctal(mark)
        case "x": try decodeHex(2, mark)
        case "u" where !isBytes: try decodeHex(4, mark)
        case "U" where !isBytes: try decodeHex(8, mark)
        case "N" where !isBytes: throw SourceError.unsupported("a character by name, `\\N{...}`,", at: position)
        default: output += ["\\", mark]
        }
    }

    private mutating func decodeOctal(_ first: Unicode.Scalar) throws {
        var value = first.value - 48
        for _ in 0..<2 {
            guard index < body.count, ("0"..."7").contains(body[index]) else { break }
            value = value * 8 + body[index].value - 48
            index += 1
        }
        try append(isBytes ? value & 0xFF : value)
    }

    private mutating func decodeHex(_ width: Int, _ mark: Unicode.Scalar) throws {
        let start = index - 2
        var value: UInt32 = 0
        for _ in 0..<width {
            guard index < body.count, let digit = body[index].hexDigit else { throw truncated(mark, width, start) }
            value = value << 4 | digit
            index += 1
        }
        try append(value)
    }

    private mutating func append(_ value: UInt32) throws {
        guard value <= 0x10FFFF else {
            throw SourceError(
                "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character", at: position)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw SourceError.unsupported("a lone surrogate in a string", at: position)
        }
        output.append(scalar)
    }

    private func truncated(_ mark: Unicode.Scalar, _ width: Int, _ start: Int) -> SourceError {
        if isBytes {
            return SourceError("(value error) invalid \\x escape at position \(start)", at: position)
        }
        // CPython's message shows the form of the escape with an X for each digit.
        let form = "\\\(mark)" + String(repeating: "X", count: width)
        return SourceError(
            "(unicode error) 'unicodeescape' codec can't decode bytes: truncated \(form) escape", at: position)
    }

    private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
        "\\": "\\", "'": "'", "\"": "\"", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t",
        "v": "\u{0B}",
    ]
}
