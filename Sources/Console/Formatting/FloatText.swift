import BigInt

/// The decimal text of doubles.
enum FloatText {
    /// Returns the shortest text that parses to the same double, in Python's notation.
    static func repr(_ value: Double) -> String {
        guard value.isFinite else { return special(value) }
        let (digits, point) = shortest(value.magnitude)
        let sign = value.sign == .minus ? "-" : ""
        return sign + (point > 16 || point < -3 ? scientific(digits, point) : plain(digits, point))
    }

    static func special(_ value: Double) -> String {
        value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    }

    /// Returns the fewest digits that identify a double; the decimal point follows `point` of them.
    static func shortest(_ magnitude: Double) -> (digits: String, point: Int) {
        let text = magnitude.description
        let parts = text.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        while digits.last == "0" { digits.removeLast() }
        guard !digits.isEmpty else { return ("0", 1) }
        return (digits, whole.utf8.count - leading + exponent)
    }

    private static func plain(_ digits: String, _ point: Int) -> String {
        let count = digits.utf8.count
        if point <= 0 { return "0." + zeros(-point) + digits }
        if point >= count { return digits + zeros(point - count) + ".0" }
        return digits.prefix(point) + "." + digits.dropFirst(point)
    }

    private static func scientific(_ digits: String, _ point: Int) -> String {
        let rest = digits.dropFirst()
        return digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e" + exponentText(point - 1)
    }

    /// Formats an exponent with its sign and at least two digits: `+05`.
    static func exponentText(_ exponent: Int) -> String {
        let digits = String(exponent.magnitude)
        return (exponent < 0 ? "-" : "+") + (digits.utf8.count < 2 ? "0" : "") + digits
    }

    static func zeros(_ count: Int) -> String {
        String(repeating: "0", count: max(0, count))
    }

    // MARK: - Exact rounding

    /// Computes `magnitude · 10^places` exactly, rounded to the nearest integer, ties to even.
    static func scaled(_ magnitude: Double, places: Int) -> BigInt {
        guard magnitude > 0 else { return 0 }
        let exponent = Int(magnitude.exponent) - 52
        let significand: Double = magnitude.significand
        let isSubnormal = magnitude.isSubnormal
        let shift = isSubnormal ? -1074 : exponent
        let mantissa =
            isSubnormal ? BigInt(magnitude.bitPattern) : BigInt(UInt64(significand * 0x1p52))
        var numerator = mantissa
        var denominator: BigInt = 1
        if shift >= 0 { numerator <<= shift } else { denominator <<= -shift }
        if places >= 0 {
            numerator *= BigInt(10).power(places)
        } else {
            denominator *= BigInt(10).power(-places)
        }
        var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let twice = remainder * 2
        if twice > denominator || twice == denominator && quotient.magnitude & 1 == 1 { quotient += 1 }
        return quotient
    }

    /// Formats a magnitude as `%.*f` does.
    static func fixed(_ magnitude: Double, places: Int) -> String {
        let digits = scaled(magnitude, places: places).description
        let padded = zeros(places + 1 - digits.utf8.count) + digits
        guard places > 0 else { return padded }
        return padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// Returns the first `count` significant digits, rounded, and the decimal exponent of the first one.
    static func significant(_ magnitude: Double, count: Int) -> (digits: String, exponent: Int) {
        guard magnitude > 0 else { return (zeros(count), 0) }
        var exponent = shortest(magnitude).point - 1
        var digits = scaled(magnitude, places: count - 1 - exponent).description
        if digits.utf8.count > count {
            exponent += 1
            digits = scaled(magnitude, places: count - 1 - exponent).description
        }
        return (digits, exponent)
    }

    /// Rounds to `places` decimal places, as `round` does.
    static func rounded(_ value: Double, places: Int) -> Double {
        if places > 323 { return value }
        if places < -308 { return value.sign == .minus ? -0.0 : 0.0 }
        let text = scaled(value.magnitude, places: places).description + "e\(-places)"
        let result = Double(text) ?? value.magnitude
        return value.sign == .minus ? -result : result
    }
}

extension IntegerText {
    /// - Throws: ValueError if the integer has more digits than CPython converts.
    static func decimal(_ value: BigInt) throws -> String {
        if let word = Int(exactly: value) { return String(word) }
        if value.magnitude.bitWidth < 14_000 { return value.description }
        let text = value.magnitude.bitWidth > 14_300 ? "" : value.magnitude.description
        guard !text.isEmpty, text.utf8.count <= digitLimit else {
            throw PythonException.valueError(
                "Exceeds the limit (\(digitLimit) digits) for integer string conversion; "
                    + "use sys.set_int_max_str_digits() to increase the limit")
        }
        return value.description
    }
}
