/// Formats a float by the type and precision of a format specification, without sign or padding.
enum FloatFormat {
    /// Returns nil if the type is not one for floats.
    static func text(_ magnitude: Double, _ spec: FormatSpec) -> String? {
        let type = spec.type
        if let type, !"eEfFgGn%".unicodeScalars.contains(type) { return nil }
        let isUpper = type.map { "EFG".unicodeScalars.contains($0) } ?? false
        if !magnitude.isFinite {
            let text = FloatText.special(magnitude) + (type == "%" ? "%" : "")
            return isUpper ? text.uppercased() : text
        }
        let text =
            switch type {
            case "f", "F": fixed(magnitude, spec.precision ?? 6, spec.isAlternate)
            case "%": fixed(magnitude * 100, spec.precision ?? 6, spec.isAlternate) + "%"
            case "e", "E": scientific(magnitude, spec.precision ?? 6, spec.isAlternate)
            case "g", "G", "n": general(magnitude, spec.precision ?? 6, spec.isAlternate, keepsPoint: false)
            default:
                spec.precision.map { general(magnitude, $0, spec.isAlternate, keepsPoint: true) }
                    ?? shortest(magnitude, spec.isAlternate)
            }
        return isUpper ? text.uppercased() : text
    }

    private static func shortest(_ magnitude: Double, _ keepsPoint: Bool) -> String {
        let text = FloatText.repr(magnitude)
        return keepsPoint && !text.contains(".") ? text.replacing("e", with: ".e") : text
    }

    private static func fixed(_ magnitude: Double, _ places: Int, _ keepsPoint: Bool) -> String {
        guard magnitude.isFinite else { return "inf" }
        return FloatText.fixed(magnitude, places: places) + (keepsPoint && places == 0 ? "." : "")
    }

    private static func scientific(_ magnitude: Double, _ places: Int, _ keepsPoint: Bool) -> String {
        let (digits, exponent) = FloatText.significant(magnitude, count: places + 1)
        return assemble(digits, keepsPoint) + "e" + FloatText.exponentText(exponent)
    }

    private static func assemble(_ digits: String, _ keepsPoint: Bool) -> String {
        let rest = digits.dropFirst()
        return digits.prefix(1) + (rest.isEmpty && !keepsPoint ? "" : "." + rest)
    }

    /// - Parameter keepsPoint: whether at least one digit follows the point, as without a type.
    private static func general(_ magnitude: Double, _ precision: Int, _ isAlternate: Bool, keepsPoint: Bool) -> String
    {
        let count = max(precision, 1)
        var (digits, exponent) = FloatText.significant(magnitude, count: count)
        let isScientific = exponent < -4 || exponent >= (keepsPoint ? count - 1 : count)
        if !isAlternate {
            while digits.utf8.count > 1, digits.last == "0" { digits.removeLast() }
        }
        if isScientific { return assemble(digits, isAlternate) + "e" + FloatText.exponentText(exponent) }
        if exponent < 0 { return "0." + FloatText.zeros(-exponent - 1) + digits }
        let wholeCount = exponent + 1
        let padded = digits + FloatText.zeros(wholeCount - digits.utf8.count)
        let fraction = padded.dropFirst(wholeCount)
        let tail = fraction.isEmpty ? (keepsPoint ? ".0" : isAlternate ? "." : "") : "." + fraction
        return padded.prefix(wholeCount) + tail
    }
}
