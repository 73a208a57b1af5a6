extension JSON {
    /// The deepest nesting that is accepted, so that no text can overflow the stack.
    package static let maximumDepth = 128

    /// Parses one JSON text, with optional white space around it.
    ///
    /// - Throws: ``JSONError`` for anything that RFC 8259 does not allow, invalid UTF-8, lone surrogates, deep nesting, too
    ///   many values.
    package init(parsing bytes: [UInt8]) throws {
        try self.init(parsing: bytes, allowsNonFinite: false)
    }

    /// Parses one JSON text that Python's `json` wrote: it has `NaN`, `Infinity` and `-Infinity`, which RFC 8259 does not.
    ///
    /// - Throws: ``JSONError``.
    package init(parsingPython bytes: [UInt8]) throws {
        try self.init(parsing: bytes, allowsNonFinite: true)
    }

    /// Parses one JSON text of a Jupyter message. Jupyter writes a file name that is not UTF-8 as it is, and as a surrogate
    /// where it escapes: each such byte is U+FFFD.
    ///
    /// - Throws: ``JSONError``.
    package init(parsingMessage bytes: [UInt8]) throws {
        try self.init(parsing: bytes, allowsNonFinite: false, mendsText: true)
    }

    private init(parsing bytes: [UInt8], allowsNonFinite: Bool, mendsText: Bool = false) throws {
        var parser = Parser(bytes: bytes, allowsNonFinite: allowsNonFinite, mendsText: mendsText)
        self = try parser.document()
    }
}

private struct Parser {
    let bytes: [UInt8]
    let allowsNonFinite: Bool
    let mendsText: Bool
    var place = 0
    /// How many values there may still be. A value takes much more memory than a digit and a comma.
    var valuesLeft: Int

    init(bytes: [UInt8], allowsNonFinite: Bool, mendsText: Bool) {
        self.bytes = bytes
        self.allowsNonFinite = allowsNonFinite
        self.mendsText = mendsText
        valuesLeft = Self.mostValues(in: bytes)
    }

    static func mostValues(in bytes: [UInt8]) -> Int { 1_000_000 + bytes.count / 32 }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    func failure(_ reason: String) -> JSONError { JSONError(offset: place, reason: reason) }

    mutating func document() throws -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard place == bytes.count else { throw failure("more text after the end of the value") }
        return value
    }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D { place += 1 }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func value(depth: Int) throws -> JSON {
        guard depth < JSON.maximumDepth else { throw failure("nested more than \(JSON.maximumDepth) levels deep") }
        skipSpace()
        valuesLeft -= 1
        guard valuesLeft >= 0 else { throw failure("more than \(Self.mostValues(in: bytes)) values") }
        switch next {
        case nil: throw failure("the text ends where a value is expected")
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N") where allowsNonFinite: return try word("NaN", .double(.nan))
        case UInt8(ascii: "I") where allowsNonFinite: return try word("Infinity", .double(.infinity))
        case UInt8(ascii: "-") where allowsNonFinite && bytes[place...].starts(with: "-I".utf8):
            return try word("-Infinity", .double(-.infinity))
        case 0xEF where bytes[place...].starts(with: [0xEF, 0xBB, 0xBF]): throw failure(JSONError.byteOrderMark)
        default: return try number()
        }
    }

    mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
        let isHere = word.withUTF8Buffer { bytes[place...].starts(with: $0) }
        guard isHere else { throw failure("expected a JSON value") }
        place += word.utf8CodeUnitCount
        return value
    }

    mutating func array(depth: Int) throws -> JSON {
        place += 1
        var elements: [JSON] = []
        skipSpace()
        if skip("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if skip("]") { return .array(elements) }
            guard skip(",") else { throw failure("expected , or ] in an array") }
        }
    }

    mutating func object(depth: Int) throws -> JSON {
        place += 1
        var object = JSONObject()
        skipSpace()
        if skip("}") { return .object(object) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("expected a member's name in an object") }
            let name = try string()
            skipSpace()
            guard skip(":") else { throw failure("expected : after a member's name") }
            object.append(name, try value(depth: depth + 1))
            skipSpace()
            if skip("}") { return .object(object) }
            guard skip(",") else { throw failure("expected , or } in an object") }
        }
    }
}

// MARK: - Numbers

extension Parser {
    mutating func digits() -> Int {
        let start = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        return place - start
    }

    mutating func number() throws -> JSON {
        let start = place
        _ = skip("-")
        if !skip("0") {
            guard digits() > 0 else {
                place = start
                throw failure("expected a JSON value")
            }
        }
        var isInteger = true
        if skip(".") {
            isInteger = false
            guard digits() > 0 else { throw failure("expected a digit after the decimal point") }
        }
        if skip("e") || skip("E") {
            isInteger = false
            if !skip("-") { _ = skip("+") }
            guard digits() > 0 else { throw failure("expected a digit in the exponent") }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isInteger { return Int(text).map(JSON.integer) ?? .bigInteger(text) }
        guard let double = Double(text), double.isFinite else { throw failure("the number \(text) is out of range") }
        return .double(double)
    }
}

// MARK: - Strings

extension Parser {
    mutating func string() throws -> String {
        place += 1
        let start = place
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                let text = try text(bytes[start..<place])
                place += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw failure("a control character in a string must be escaped") }
            place += 1
        }
        throw failure("the text ends inside a string")
    }

    /// Reads the rest of a string from its first backslash on.
    mutating func escapedString(from start: Int) throws -> String {
        var unescaped = Array(bytes[start..<place])
        while let byte = next {
            if skip("\"") { return try text(unescaped[...]) }
            if skip("\\") {
                unescaped.append(contentsOf: Unicode.UTF8.encode(try escape()) ?? .init())
                continue
            }
            guard byte >= 0x20 else { throw failure("a control character in a string must be escaped") }
            unescaped.append(byte)
            place += 1
        }
        throw failure("the text ends inside a string")
    }

    func text(_ bytes: ArraySlice<UInt8>) throws -> String {
        if mendsText { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("a string is not valid UTF-8") }
        return text
    }

    mutating func escape() throws -> Unicode.Scalar {
        guard let byte = next else { throw failure("the text ends inside a string") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure("unknown escape in a string")
        }
    }

    mutating func unicodeEscape() throws -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        let end = place
        if UTF16.isLeadSurrogate(first), skip("\\"), skip("u") {
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) { return UTF16.decode(UTF16.EncodedScalar([first, second])) }
        }
        guard mendsText else { throw failure("a lone surrogate in a string") }
        place = end
        return "\u{FFFD}"
    }

    mutating func codeUnit() throws -> UInt16 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("expected four hexadecimal digits after \\u") }
        place += 4
        return unit
    }
}
