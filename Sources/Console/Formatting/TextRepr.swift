extension Str {
    /// What `repr` gives for text.
    package var repr: String {
        let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        var output: [UInt8] = []
        output.reserveCapacity(scalars.count + 2)
        output.append(UInt8(ascii: quote))
        for scalar in scalars {
            switch scalar {
            case quote, "\\": output += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
            case "\n": output += "\\n".utf8
            case "\r": output += "\\r".utf8
            case "\t": output += "\\t".utf8
            default:
                if !scalar.isPrintable {
                    output += scalar.escape.utf8
                } else if scalar.isASCII {
                    output.append(UInt8(ascii: scalar))
                } else {
                    output += String(Character(scalar)).utf8
                }
            }
        }
        output.append(UInt8(ascii: quote))
        return String(decoding: output, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// Whether Python 3.11 shows the character as it is.
    var isPrintable: Bool {
        if isASCII { return value >= 32 && value < 127 }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return isKnown
        }
    }

    var escape: String {
        switch value {
        case ..<0x100: "\\x" + Hex.text(value, width: 2)
        case ..<0x10000: "\\u" + Hex.text(value, width: 4)
        default: "\\U" + Hex.text(value, width: 8)
        }
    }
}

enum Hex {
    static func text(_ value: UInt32, width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

enum BytesText {
    static func repr(_ bytes: [UInt8]) -> String {
        let quote: Character = bytes.contains(39) && !bytes.contains(34) ? "\"" : "'"
        var output = "b\(quote)"
        for byte in bytes {
            switch byte {
            case 9: output += "\\t"
            case 10: output += "\\n"
            case 13: output += "\\r"
            case 92: output += "\\\\"
            case quote.asciiValue: output += "\\\(quote)"
            case 32..<127: output.unicodeScalars.append(Unicode.Scalar(byte))
            default: output += "\\x" + Hex.text(UInt32(byte), width: 2)
            }
        }
        output.append(quote)
        return output
    }
}
