/// The repr of bytes.
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
