/// Python's format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpec {
    var fill: Unicode.Scalar = " "
    var align: Unicode.Scalar?
    var sign: Unicode.Scalar?
    /// The flag `z`: a zero is shown without a sign.
    var dropsZeroSign = false
    var isAlternate = false
    var width = 0
    var grouping: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?

    /// Makes the empty specification.
    init() {}

    /// - Throws: ValueError if the text is not a format specification.
    init(_ spec: Str, of typeName: String, meter: Meter) throws {
        var rest = spec.scalars[...]
        var hasFill = false
        if rest.count > 1, Self.isAlign(rest[rest.startIndex + 1]) {
            fill = rest.removeFirst()
            align = rest.removeFirst()
            hasFill = true
        } else if let first = rest.first, Self.isAlign(first) {
            align = rest.removeFirst()
        }
        if let first = rest.first, first == "+" || first == "-" || first == " " { sign = rest.removeFirst() }
        if rest.first == "z" {
            dropsZeroSign = true
            rest.removeFirst()
        }
        if rest.first == "#" {
            isAlternate = true
            rest.removeFirst()
        }
        if !hasFill, rest.first == "0" {
            rest.removeFirst()
            fill = "0"
            if align == nil, typeName != "str" { align = "=" }
        }
        width = try Self.number(&rest) ?? 0
        try readGrouping(&rest)
        if rest.first == "." {
            rest.removeFirst()
            guard let digits = try Self.number(&rest) else {
                throw PythonException.valueError("Format specifier missing precision")
            }
            precision = digits
        }
        if rest.count > 1 {
            throw PythonException.valueError(
                "Invalid format specifier '\(spec.string)' for object of type '\(typeName)'")
        }
        type = rest.first
        try checkGrouping(typeName)
        try meter.reserve(width)
        guard precision ?? 0 <= 5000 else { throw LimitReached(message: "a precision above 5000 is too large") }
    }

    private mutating func readGrouping(_ rest: inout ArraySlice<Unicode.Scalar>) throws {
        let marks: [Unicode.Scalar] = [",", "_"]
        for mark in marks where rest.first == mark {
            guard grouping == nil else { throw Self.bothMarks }
            grouping = rest.removeFirst()
        }
        if grouping == "_", rest.first == "," { throw Self.bothMarks }
    }

    private static var bothMarks: PythonException { .valueError("Cannot specify both ',' and '_'.") }

    private func checkGrouping(_ typeName: String) throws {
        guard let grouping, let type = type ?? (typeName == "str" ? "s" : nil) else { return }
        if "defgEG%F".unicodeScalars.contains(type) { return }
        if grouping == "_", "boxX".unicodeScalars.contains(type) { return }
        throw PythonException.valueError("Cannot specify '\(grouping)' with \(Self.quoted(type)).")
    }

    /// Quotes a type for messages; a character that is not printable ASCII is shown by its code.
    static func quoted(_ type: Unicode.Scalar) -> String {
        type > " " && type.value < 128 ? "'\(type)'" : "'\\x\(String(type.value, radix: 16))'"
    }

    private static func isAlign(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "<" || scalar == ">" || scalar == "=" || scalar == "^"
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> Int? {
        let digits = rest.prefix { $0.decimalDigit != nil }
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        guard let value = Int(Str(digits.compactMap(\.decimalDigit)).string) else {
            throw PythonException.valueError("Too many decimal digits in format string")
        }
        return value
    }

    /// Pads text to the width.
    func pad(_ text: Str, align fallback: Unicode.Scalar) -> Str {
        let missing = width - text.count
        guard missing > 0 else { return text }
        let left: Int
        switch align ?? fallback {
        case ">", "=": left = missing
        case "^": left = missing / 2
        default: left = 0
        }
        return Str(Array(repeating: fill, count: left) + text.scalars + Array(repeating: fill, count: missing - left))
    }

    /// Pads a number with grouped digits; `=` puts the padding between sign and digits.
    func pad(sign: String, prefix: String, whole: String, rest: String, group: Int) -> Str {
        var digits = whole
        if let grouping {
            let isZeroPadded = align == "=" && fill == "0"
            let room = isZeroPadded ? width - sign.utf8.count - prefix.utf8.count - rest.unicodeScalars.count : 0
            digits = Self.grouped(digits, by: group, with: grouping, atLeast: room)
        }
        if (align ?? ">") == "=" {
            let body = digits + rest
            let missing = max(0, width - sign.utf8.count - prefix.utf8.count - body.unicodeScalars.count)
            return Str(Str(sign + prefix).scalars + Array(repeating: fill, count: missing) + Str(body).scalars)
        }
        return pad(Str(sign + prefix + digits + rest), align: ">")
    }

    private static func grouped(_ digits: String, by size: Int, with mark: Unicode.Scalar, atLeast room: Int) -> String
    {
        var output: [Unicode.Scalar] = []
        var count = 0
        func add(_ digit: Unicode.Scalar) {
            if count > 0, count.isMultiple(of: size) { output.append(mark) }
            output.append(digit)
            count += 1
        }
        for digit in digits.unicodeScalars.reversed() { add(digit) }
        while output.count < room { add("0") }
        return Str(output.reversed()).string
    }

    func signText(isNegative: Bool) -> String {
        if isNegative { return "-" }
        return if let sign, sign != "-" { String(sign) } else { "" }
    }
}
