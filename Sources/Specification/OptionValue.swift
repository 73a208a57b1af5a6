/// The value of an option for `open`.
package enum OptionValue: Sendable, Hashable {
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case text(String)
}

extension OptionValue {
    /// Reads `true`, `false`, an integer or a decimal number, and everything else as text. Nil if a number is out of range.
    init?(_ word: String) {
        switch word {
        case "true": self = .boolean(true)
        case "false": self = .boolean(false)
        default:
            switch Self.form(of: word) {
            case .integer:
                guard let value = Int(word) else { return nil }
                self = .integer(value)
            case .decimal:
                guard let value = Double(word), value.isFinite else { return nil }
                self = .number(value)
            case .other: self = .text(word)
            }
        }
    }

    private enum Form { case integer, decimal, other }

    private static func form(of word: String) -> Form {
        var rest = Substring(word).utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        func dropDigits() -> Bool {
            let count = rest.prefix(while: isDigit).count
            rest.removeFirst(count)
            return count > 0
        }
        guard dropDigits() else { return .other }
        if rest.isEmpty { return .integer }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard dropDigits() else { return .other }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            guard dropDigits() else { return .other }
        }
        return rest.isEmpty ? .decimal : .other
    }
}

extension OptionValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .boolean(let value): String(value)
        case .text(let value): value
        }
    }
}
