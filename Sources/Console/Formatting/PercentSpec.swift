import BigInt

/// The part of a `%` conversion between `%` and its letter: flags, width and precision.
struct PercentSpec {
    var isLeft = false
    var isZeroPadded = false
    var isAlternate = false
    /// The sign of non-negative numbers: `+`, a blank, or none.
    var sign: Unicode.Scalar?
    var width = 0
    var precision: Int?

    /// - Returns: Whether the scalar is a flag.
    mutating func read(flag: Unicode.Scalar) -> Bool {
        switch flag {
        case "-": isLeft = true
        case "0": isZeroPadded = true
        case "#": isAlternate = true
        case "+": sign = flag
        case " ": sign = sign ?? flag
        default: return false
        }
        return true
    }

    /// Sets the width; a negative width aligns to the left.
    mutating func set(width: Int) {
        isLeft = isLeft || width < 0
        self.width = Int(clamping: width.magnitude)
    }

    // MARK: - Writing

    /// Pads text to the width and truncates it to the precision.
    func text(_ text: Str, cuts: Bool = true) -> Str {
        let shown = cuts ? precision.map { Str(text.scalars.prefix($0)) } ?? text : text
        return padded(shown.scalars, with: " ", after: 0)
    }

    func integer(_ value: BigInt, _ code: Unicode.Scalar) throws -> Str {
        let (radix, prefix) =
            switch code {
            case "x": (16, "0x")
            case "X": (16, "0X")
            case "o": (8, "0o")
            default: (10, "")
            }
        let magnitude = BigInt(value.magnitude)
        var digits = radix == 10 ? try IntegerText.decimal(magnitude) : String(magnitude, radix: radix)
        if code == "X" { digits = digits.uppercased() }
        digits = FloatText.zeros((precision ?? 0) - digits.utf8.count) + digits
        return number(isNegative: value < 0, prefix: isAlternate ? prefix : "", digits)
    }

    func float(_ value: Double, _ code: Unicode.Scalar) -> Str {
        var spec = FormatSpec()
        spec.isAlternate = isAlternate
        spec.precision = precision
        spec.type = code
        let text = FloatFormat.text(value.magnitude, spec) ?? ""
        return number(isNegative: value.sign == .minus && !value.isNaN, prefix: "", text)
    }

    private func number(isNegative: Bool, prefix: String, _ digits: String) -> Str {
        let start = Str((isNegative ? "-" : sign.map { String($0) } ?? "") + prefix).scalars
        return padded(start + Str(digits).scalars, with: isZeroPadded ? "0" : " ", after: start.count)
    }

    /// - Parameter start: the length of sign and prefix, after which zeros are inserted.
    private func padded(_ scalars: [Unicode.Scalar], with fill: Unicode.Scalar, after start: Int) -> Str {
        let missing = max(0, width - scalars.count)
        if isLeft { return Str(scalars + Array(repeating: " ", count: missing)) }
        let padding = Array(repeating: fill, count: missing)
        return Str(fill == " " ? padding + scalars : scalars.prefix(start) + padding + scalars.dropFirst(start))
    }
}
