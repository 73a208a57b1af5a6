/// Why a text is not base64 as RFC 4648 has it, without line breaks and with its padding.
struct Base64Fault: CustomStringConvertible {
    let description: String

    /// Nil if there is no fault.
    init?(_ text: String) {
        let digits = text.utf8.prefix { $0 != UInt8(ascii: "=") }
        let padding = text.utf8.dropFirst(digits.count)
        if let place = text.utf8.firstIndex(where: { !$0.isBase64 && $0 != UInt8(ascii: "=") }) {
            let offset = text.utf8.distance(from: text.utf8.startIndex, to: place)
            let isLineBreak = [UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(text.utf8[place])
            description = "\(isLineBreak ? "a line break" : "another character") at byte \(offset)"
        } else if !padding.allSatisfy({ $0 == UInt8(ascii: "=") }) || padding.count > 2 || text.utf8.count % 4 != 0 {
            description = "the padding is wrong: \(digits.count) digits need \(Self.padding(digits.count))"
        } else {
            return nil
        }
    }

    private static func padding(_ digits: Int) -> String {
        switch digits % 4 {
        case 0: "none"
        case 2: "=="
        case 3: "="
        default: "another digit"
        }
    }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    fileprivate var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

    var isHexadecimal: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self | 0x20 }

    fileprivate var isBase64: Bool { isDigit || isLetter || self == UInt8(ascii: "+") || self == UInt8(ascii: "/") }
}
