extension JSON {
    /// The value on one line, without spaces. Control characters are escaped, all other text is UTF-8.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// The value on several lines, indented by two spaces a level, for files that people read.
    package var indented: String {
        var bytes: [UInt8] = []
        append(to: &bytes, indentation: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Parameter indentation: the nesting level of the value; nil writes it on one line.
    private func append(to bytes: inout [UInt8], indentation: Int? = nil) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let bool): bytes += (bool ? "true" : "false").utf8
        case .integer(let integer): bytes += String(integer).utf8
        case .double(let double): bytes += (double.isFinite ? "\(double)" : "null").utf8
        case .bigInteger(let digits): bytes += digits.utf8
        case .string(let string): Self.append(string, to: &bytes)
        case .array(let elements):
            Self.append(elements, between: (UInt8(ascii: "["), UInt8(ascii: "]")), to: &bytes, indentation) {
                element, bytes, inner in
                element.append(to: &bytes, indentation: inner)
            }
        case .object(let object):
            Self.append(object.members, between: (UInt8(ascii: "{"), UInt8(ascii: "}")), to: &bytes, indentation) {
                member, bytes, inner in
                Self.append(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                if inner != nil { bytes.append(UInt8(ascii: " ")) }
                member.value.append(to: &bytes, indentation: inner)
            }
        }
    }

    private static func append<Item>(
        _ items: [Item], between brackets: (UInt8, UInt8), to bytes: inout [UInt8], _ indentation: Int?,
        _ write: (Item, inout [UInt8], Int?) -> Void
    ) {
        let inner = indentation.map { $0 + 1 }
        bytes.append(brackets.0)
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(inner, &bytes)
            write(item, &bytes, inner)
        }
        if !items.isEmpty { breakLine(indentation, &bytes) }
        bytes.append(brackets.1)
    }

    private static func breakLine(_ indentation: Int?, _ bytes: inout [UInt8]) {
        guard let indentation else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * indentation)
    }

    static func append(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += (digits.utf8.count == 1 ? "\\u000" : "\\u00").utf8
                bytes += digits.utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
