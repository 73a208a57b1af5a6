extension Str {
    /// The text as `repr` returns it.
    package var repr: String {
        let quote: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
        var output: [UInt8] = []
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
    /// Whether Python 3.11 shows the character unescaped.
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
