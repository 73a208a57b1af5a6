/// The methods `str.encode` and `bytes.decode`, for UTF-8, ASCII and Latin-1.
enum TextCoding {
    private enum Encoding: String {
        case utf8 = "utf-8"
        case ascii
        case latin1 = "latin-1"
    }

    private static func encoding(_ object: Object?, _ function: String) throws -> Encoding {
        guard let object else { return .utf8 }
        guard case .str(let name) = object else {
            throw PythonException.typeError(
                "\(function)() argument 'encoding' must be str, not \(object.argumentName)")
        }
        switch name.string.lowercased().replacing("_", with: "-") {
        case "utf-8", "utf8": return .utf8
        case "ascii", "us-ascii": return .ascii
        case "latin-1", "latin1", "iso-8859-1": return .latin1
        default: throw Unsupported("the encoding \(name.repr)")
        }
    }

    private static func checkHandler(errors: Object?, _ function: String) throws {
        guard let errors else { return }
        guard case .str(let text) = errors else {
            throw PythonException.typeError(
                "\(function)() argument 'errors' must be str, not \(errors.argumentName)")
        }
        if text == "strict" { return }
        throw Unsupported("an error handler other than 'strict'")
    }

    static func encode(_ text: Str, _ encoding: Object?, _ errors: Object?) throws -> [UInt8] {
        let encoding = try self.encoding(encoding, "encode")
        try checkHandler(errors: errors, "encode")
        if encoding == .utf8 { return Array(text.string.utf8) }
        let limit: UInt32 = encoding == .ascii ? 128 : 256
        guard let place = text.scalars.firstIndex(where: { $0.value >= limit }) else {
            return text.scalars.map { UInt8(truncatingIfNeeded: $0.value) }
        }
        let end = text.scalars[place...].firstIndex { $0.value < limit } ?? text.count
        let what =
            end - place == 1
            ? "character '\(text.scalars[place].escape)' in position \(place)"
            : "characters in position \(place)-\(end - 1)"
        throw PythonException(
            type: "UnicodeEncodeError",
            message: "'\(encoding.rawValue)' codec can't encode \(what): ordinal not in range(\(limit))")
    }

    static func decode(_ bytes: [UInt8], _ encoding: Object?, _ errors: Object?) throws -> Str {
        let encoding = try self.encoding(encoding, "decode")
        try checkHandler(errors: errors, "decode")
        switch encoding {
        case .latin1: return Str(bytes.map { Unicode.Scalar($0) })
        case .ascii:
            guard let place = bytes.firstIndex(where: { $0 >= 128 }) else {
                return Str(bytes.map { Unicode.Scalar($0) })
            }
            throw PythonException(
                type: "UnicodeDecodeError",
                message: "'ascii' codec can't decode byte 0x\(Hex.text(UInt32(bytes[place]), width: 2)) in position "
                    + "\(place): ordinal not in range(128)")
        case .utf8: return try decodeUTF8(bytes)
        }
    }

    private static func decodeUTF8(_ bytes: [UInt8]) throws -> Str {
        if let text = String(validating: bytes, as: UTF8.self) { return Str(text) }
        var index = 0
        while index < bytes.count {
            let (length, failure) = sequence(bytes, at: index)
            if let failure {
                let what =
                    length == 1
                    ? "byte 0x\(Hex.text(UInt32(bytes[index]), width: 2)) in position \(index)"
                    : "bytes in position \(index)-\(index + length - 1)"
                throw PythonException(
                    type: "UnicodeDecodeError", message: "'utf-8' codec can't decode \(what): \(failure)")
            }
            index += length
        }
        return ""
    }

    /// Returns the length of the UTF-8 sequence at an index, and why it is invalid, or nil.
    private static func sequence(_ bytes: [UInt8], at index: Int) -> (length: Int, failure: String?) {
        let lead = bytes[index]
        let width: Int
        var bounds: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case ..<0x80: return (1, nil)
        case 0xC2...0xDF: width = 2
        case 0xE0...0xEF:
            width = 3
            if lead == 0xE0 { bounds = 0xA0...0xBF }
            if lead == 0xED { bounds = 0x80...0x9F }
        case 0xF0...0xF4:
            width = 4
            if lead == 0xF0 { bounds = 0x90...0xBF }
            if lead == 0xF4 { bounds = 0x80...0x8F }
        default: return (1, "invalid start byte")
        }
        for offset in 1..<width {
            guard index + offset < bytes.count else { return (offset, "unexpected end of data") }
            guard bounds.contains(bytes[index + offset]) else { return (offset, "invalid continuation byte") }
            bounds = 0x80...0xBF
        }
        return (width, nil)
    }

    /// Parses pairs of hexadecimal digits, with optional blanks between them.
    static func bytes(hex text: Str) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            let scalar = text.scalars[index]
            if scalar.isASCII, scalar.isPythonSpace {
                index += 1
                continue
            }
            guard let high = scalar.hexDigit else { throw badHex(index) }
            guard index + 1 < text.count, let low = text.scalars[index + 1].hexDigit else { throw badHex(index + 1) }
            bytes.append(UInt8(high << 4 | low))
            index += 2
        }
        return bytes
    }

    private static func badHex(_ place: Int) -> PythonException {
        .valueError("non-hexadecimal number found in fromhex() arg at position \(place)")
    }
}
