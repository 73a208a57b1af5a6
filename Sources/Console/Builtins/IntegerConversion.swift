import BigInt

/// The conversions of `int(…)` and `float(…)`.
enum IntegerConversion {
    /// - Throws: ValueError for NaN, OverflowError for an infinity.
    static func integer(_ value: Double) throws -> BigInt {
        if value.isNaN { throw PythonException.valueError("cannot convert float NaN to integer") }
        if value.isInfinite { throw PythonException.overflow("cannot convert float infinity to integer") }
        return BigInt(value)
    }

    /// Parses an integer; base 0 takes the prefixes of literals. Returns nil if the text is not an integer.
    static func parse(_ text: [Unicode.Scalar], base: Int) -> BigInt? {
        var digits = trimmed(text)[...]
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits = digits.dropFirst() }
        var radix = base
        if let mark = prefix(digits), let marked = [2: "b", 8: "o", 16: "x"].first(where: { $0.value == mark }) {
            if base == 0 || base == marked.key {
                radix = marked.key
                digits = digits.dropFirst(2)
                if digits.first == "_" { digits = digits.dropFirst() }
            }
        }
        if radix == 0 {
            radix = 10
            if digits.first == "0", digits.contains(where: { $0 != "0" && $0 != "_" }) { return nil }
        }
        guard let plain = withoutUnderscores(digits), let value = number(plain, radix: radix) else { return nil }
        return isNegative ? -value : value
    }

    /// Converts plain digits in a radix up to 36.
    private static func number(_ digits: String, radix: Int) -> BigInt? {
        guard radix == 36 else { return BigInt(digits, radix: radix) }
        var value: BigInt = 0
        for digit in digits {
            guard let digit = digit.digit36 else { return nil }
            value = value * 36 + BigInt(digit)
        }
        return value
    }

    private static func prefix(_ digits: ArraySlice<Unicode.Scalar>) -> String? {
        guard digits.count > 2, digits.first == "0" else { return nil }
        return String(digits[digits.startIndex + 1]).lowercased()
    }

    /// Removes the underscores between digits; returns nil if one is misplaced or no digit is left.
    static func withoutUnderscores(_ digits: ArraySlice<Unicode.Scalar>) -> String? {
        var text = ""
        var isAfterDigit = false
        for scalar in digits {
            if scalar == "_" {
                guard isAfterDigit else { return nil }
                isAfterDigit = false
            } else {
                guard let digit = scalar.decimalDigit ?? (scalar.isASCIILetter ? scalar : nil) else { return nil }
                text.unicodeScalars.append(digit)
                isAfterDigit = true
            }
        }
        return isAfterDigit ? text : nil
    }

    static func trimmed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let start = text.firstIndex { !$0.isPythonSpace } ?? text.endIndex
        let end = text.lastIndex { !$0.isPythonSpace }.map { $0 + 1 } ?? start
        return Array(text[start..<max(start, end)])
    }

    /// Parses a float; returns nil if the text is not a float.
    static func parseFloat(_ text: [Unicode.Scalar]) -> Double? {
        var rest = trimmed(text)[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        let word = Str(Array(rest)).string.lowercased()
        let magnitude: Double? =
            switch word {
            case "inf", "infinity": .infinity
            case "nan": .nan
            default: decimal(rest)
            }
        return magnitude.map { isNegative ? -$0 : $0 }
    }

    private static func decimal(_ text: ArraySlice<Unicode.Scalar>) -> Double? {
        let split = text.firstIndex { $0 == "e" || $0 == "E" }
        let mantissa = text[..<(split ?? text.endIndex)]
        let point = mantissa.firstIndex(of: ".")
        let whole = mantissa[..<(point ?? mantissa.endIndex)]
        let fraction = point.map { mantissa[($0 + 1)...] } ?? []
        guard let wholeDigits = digits(whole), let fractionDigits = digits(fraction),
            !wholeDigits.isEmpty || !fractionDigits.isEmpty
        else { return nil }
        var exponent = ""
        if let split {
            var power = text[(split + 1)...]
            let sign = power.first == "-" ? "-" : ""
            if power.first == "-" || power.first == "+" { power = power.dropFirst() }
            guard let powerDigits = digits(power), !powerDigits.isEmpty else { return nil }
            exponent = "e" + sign + powerDigits
        }
        return Double("0\(wholeDigits).\(fractionDigits)0\(exponent)")
    }

    private static func digits(_ text: ArraySlice<Unicode.Scalar>) -> String? {
        if text.isEmpty { return "" }
        guard text.allSatisfy({ $0 == "_" || $0.decimalDigit != nil }) else { return nil }
        return withoutUnderscores(text)
    }
}

extension Character {
    /// The value as a digit in radix 36, or nil.
    fileprivate var digit36: Int? { Int(String(self), radix: 36) }
}

extension Unicode.Scalar {
    /// The ASCII digit that a decimal digit of any script corresponds to, or nil.
    var decimalDigit: Unicode.Scalar? {
        if isDigit { return self }
        guard properties.generalCategory == .decimalNumber, isKnown, let value = properties.numericValue else {
            return nil
        }
        return Unicode.Scalar(UInt32(48 + Int(value)))
    }

    /// Whether `str.isspace` and `str.split` treat the scalar as white space.
    var isPythonSpace: Bool {
        switch value {
        case 9...13, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}

extension Interpreter {
    func makeInteger(_ arguments: Arguments) throws -> Object {
        let given = try CArguments(arguments, function: "int", ["x", "base"], positionalOnly: 1)
        guard let value = given["x"] else {
            guard given["base"] == nil else { throw PythonException.typeError("int() missing string argument") }
            return .int(0)
        }
        if let base = given["base"] {
            guard let base = base.asInteger else {
                throw PythonException.typeError(
                    "'\(base.type.qualifiedName)' object cannot be interpreted as an integer")
            }
            guard base == 0 || base >= 2 && base <= 36 else {
                throw PythonException.valueError("int() base must be >= 2 and <= 36, or 0")
            }
            return .int(try integer(value, base: Int(base)))
        }
        switch value {
        case .float(let number): return .int(try IntegerConversion.integer(number))
        case .str, .bytes: return .int(try integer(value, base: 10))
        default:
            guard let integer = value.asInteger else {
                throw PythonException.typeError(
                    "int() argument must be a string, a bytes-like object or a real number, not "
                        + "'\(value.type.qualifiedName)'")
            }
            return .int(integer)
        }
    }

    private func integer(_ value: Object, base: Int) throws -> BigInt {
        let scalars: [Unicode.Scalar]
        switch value {
        case .str(let text): scalars = text.scalars
        case .bytes(let bytes): scalars = bytes.map { Unicode.Scalar($0) }
        default: throw PythonException.typeError("int() can't convert non-string with explicit base")
        }
        if ![2, 4, 8, 16, 32].contains(base), scalars.count > IntegerText.digitLimit {
            let count = scalars.count { $0.decimalDigit != nil }
            if count > IntegerText.digitLimit {
                throw PythonException.valueError(
                    "Exceeds the limit (\(IntegerText.digitLimit) digits) for integer string conversion: value has "
                        + "\(count) digits; use sys.set_int_max_str_digits() to increase the limit")
            }
        }
        try meter.reserve(bits: BigInt(min(scalars.count, 40_000) * 4))
        guard let integer = IntegerConversion.parse(scalars, base: base) else {
            throw PythonException.valueError("invalid literal for int() with base \(base): \(try repr(value).string)")
        }
        return integer
    }

    func makeFloat(_ arguments: Arguments) throws -> Object {
        let values = try arguments.positional("float", 0, 1)
        guard let value = values.first else { return .float(0) }
        let scalars: [Unicode.Scalar]
        switch value {
        case .str(let text): scalars = text.scalars
        case .bytes(let bytes): scalars = bytes.map { Unicode.Scalar($0) }
        default:
            guard let number = try Numbers.float(value) else {
                throw PythonException.typeError(
                    "float() argument must be a string or a real number, not '\(value.type.qualifiedName)'")
            }
            return .float(number)
        }
        guard let number = IntegerConversion.parseFloat(scalars) else {
            throw PythonException.valueError("could not convert string to float: \(try repr(value).string)")
        }
        return .float(number.isNaN ? meter.freshNaN() : number)
    }
}
