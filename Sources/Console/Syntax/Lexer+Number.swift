import BigInt

extension Lexer {
    mutating func readNumber() throws {
        let start = position
        if peek() == "0", let mark = peek(1), let radix = Self.radix(mark) {
            advance(2)
            return try readInteger(radix: radix, at: start)
        }
        var digits = try readDigits()
        let isFraction = peek() == "."
        if isFraction {
            advance()
            digits += "." + (peek()?.isDigit == true ? try readDigits() : "")
        }
        let exponent = try readExponent()
        if let next = peek(), next == "j" || next == "J" {
            throw SourceError.unsupported("a complex number", at: start)
        }
        try rejectSuffix(at: start)
        if isFraction || exponent != nil {
            append(.float(Double(Self.padded(digits) + (exponent ?? "")) ?? 0), at: start)
        } else {
            try appendDecimal(digits, at: start)
        }
    }
}

extension Lexer {
    /// The radix for the letter after a leading 0, or nil.
    private static func radix(_ mark: Unicode.Scalar) -> Int? {
        switch mark {
        case "x", "X": 16
        case "o", "O": 8
        case "b", "B": 2
        default: nil
        }
    }

    private static func padded(_ digits: String) -> String {
        (digits.hasPrefix(".") ? "0" : "") + digits + (digits.hasSuffix(".") ? "0" : "")
    }

    private mutating func readDigits() throws -> String {
        var digits = readASCII(while: \.isDigit)
        while let scalar = peek() {
            if scalar.isDigit {
                digits.unicodeScalars.append(scalar)
            } else if scalar == "_", peek(1)?.isDigit == true, !digits.isEmpty {
            } else {
                break
            }
            advance()
        }
        return digits
    }

    private mutating func readExponent() throws -> String? {
        guard peek() == "e" || peek() == "E" else { return nil }
        let hasSign = peek(1) == "+" || peek(1) == "-"
        guard peek(hasSign ? 2 : 1)?.isDigit == true else { return nil }
        let sign = peek(1) == "-" ? "-" : ""
        advance(hasSign ? 2 : 1)
        return "e" + sign + (try readDigits())
    }

    private mutating func readInteger(radix: Int, at start: Position) throws {
        var digits = ""
        while let scalar = peek(), scalar.isIdentifierPart {
            if scalar == "_" {
                guard peek(1)?.isIdentifierPart == true, peek(1) != "_" else { throw Self.invalid(radix, at: start) }
            } else {
                digits.unicodeScalars.append(scalar)
            }
            advance()
        }
        guard BigInt(digits.count) * 4 <= Meter.integerBits else {
            throw SourceError("integers of more than \(Meter.integerBits) bits are too large", at: start, .limit)
        }
        guard let value = BigInt(digits, radix: radix), !digits.isEmpty else { throw Self.invalid(radix, at: start) }
        append(.int(value), at: start)
    }

    private static func invalid(_ radix: Int, at start: Position) -> SourceError {
        let name = [2: "binary", 8: "octal", 16: "hexadecimal"][radix] ?? "decimal"
        return SourceError("invalid \(name) literal", at: start)
    }

    private func rejectSuffix(at start: Position) throws {
        if let next = peek(), next.isIdentifierPart {
            throw Self.invalid(10, at: start)
        }
    }

    private mutating func appendDecimal(_ digits: String, at start: Position) throws {
        guard digits.utf8.count <= IntegerText.digitLimit else {
            throw SourceError(
                "Exceeds the limit (\(IntegerText.digitLimit) digits) for integer string conversion: value has "
                    + "\(digits.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit", at: start)
        }
        if digits.utf8.first == UInt8(ascii: "0"), digits.utf8.contains(where: { $0 != UInt8(ascii: "0") }) {
            throw SourceError(
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                at: start)
        }
        append(.int(Int(digits).map(BigInt.init(word:)) ?? BigInt(digits) ?? 0), at: start)
    }
}

/// CPython 3.11's limit for converting between integers and decimal text.
enum IntegerText {
    static let digitLimit = 4300
}
