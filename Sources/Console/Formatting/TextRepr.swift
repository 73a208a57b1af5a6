extension Str {
    /// What `repr` gives for text.
    var repr: String {
        // As most texts are.
        if scalars.allSatisfy({ $0.isASCII && $0.isPrintable && $0 != "'" && $0 != "\\" }) {
            return "'" + String(ascii: scalars[...]) + "'"
        }
        let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        var output = String.UnicodeScalarView()
        output.append(quote)
        for scalar in scalars {
            switch scalar {
            case quote, "\\":
                output.append("\\")
                output.append(scalar)
            case "\n": output.append(contentsOf: "\\n".unicodeScalars)
            case "\r": output.append(contentsOf: "\\r".unicodeScalars)
            case "\t": output.append(contentsOf: "\\t".unicodeScalars)
            default:
                if scalar.isPrintable {
                    output.append(scalar)
                } else {
                    output.append(contentsOf: scalar.escape.unicodeScalars)
                }
            }
        }
        output.append(quote)
        return String(output)
    }
}

extension Unicode.Scalar {
    /// Whether Python 3.11, which knows Unicode 14, shows the character as it is.
    var isPrintable: Bool {
        if isASCII { return value >= 32 && value < 127 }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return (properties.age?.major ?? 99) <= 14
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
