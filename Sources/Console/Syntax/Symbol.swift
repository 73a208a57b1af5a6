/// An operator or delimiter: up to three ASCII characters packed into an integer, for fast comparison.
struct Symbol: Hashable, ExpressibleByStringLiteral {
    private var code: UInt32

    init(stringLiteral text: StaticString) {
        code = text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    /// - Parameter scalar: an ASCII character.
    init(_ scalar: Unicode.Scalar) { code = scalar.value }

    /// - Parameter scalar: the second or third character, ASCII.
    mutating func append(_ scalar: Unicode.Scalar) { code = code << 8 | scalar.value }

    /// Whether the symbol stands for implied brackets, which are not in the source.
    var isEmpty: Bool { code == 0 }

    var text: String {
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> $0) }
        return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
    }

    /// The operator of an augmented assignment, before its `=`; nil for other symbols.
    var augmentation: BinaryOperator? {
        guard code & 0xFF == UInt32(UInt8(ascii: "=")) else { return nil }
        return BinaryOperator(Symbol(code: code >> 8))
    }

    private init(code: UInt32) { self.code = code }
}

extension BinaryOperator {
    init?(_ symbol: Symbol) {
        switch symbol {
        case "+": self = .add
        case "-": self = .subtract
        case "*": self = .multiply
        case "/": self = .divide
        case "//": self = .floorDivide
        case "%": self = .modulo
        case "**": self = .power
        case "@": self = .matrix
        case "<<": self = .leftShift
        case ">>": self = .rightShift
        case "&": self = .and
        case "|": self = .or
        case "^": self = .xor
        default: return nil
        }
    }
}

extension ComparisonOperator {
    init?(_ symbol: Symbol) {
        switch symbol {
        case "==": self = .equal
        case "!=": self = .notEqual
        case "<": self = .less
        case "<=": self = .lessOrEqual
        case ">": self = .greater
        case ">=": self = .greaterOrEqual
        default: return nil
        }
    }
}

extension UnaryOperator {
    init?(_ symbol: Symbol) {
        switch symbol {
        case "-": self = .minus
        case "+": self = .plus
        case "~": self = .invert
        default: return nil
        }
    }
}
