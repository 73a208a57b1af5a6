import BigInt

extension Interpreter {
    /// Returns what `format(value, spec)` returns.
    func format(_ value: Object, _ spec: Str) throws -> Str {
        switch value {
        case .datetime(let moment) where !spec.isEmpty: return Str(try TimeFormat.text(of: moment, spec))
        case .date(let date) where !spec.isEmpty:
            return Str(try TimeFormat.text(of: DateTime(date: date, time: ClockTime(microseconds: 0), zone: nil), spec))
        case .time(let time) where !spec.isEmpty:
            return Str(try TimeFormat.text(of: DateTime(date: .epoch, time: time, zone: time.zone), spec))
        default: break
        }
        if spec.isEmpty { return try str(value) }
        let name = value.type.qualifiedName
        switch value {
        case .str(let text): return try formatText(text, try FormatSpec(spec, of: name, meter: meter))
        case .int(let integer): return try formatInteger(integer, try FormatSpec(spec, of: name, meter: meter), name)
        case .bool(let flag): return try formatInteger(flag ? 1 : 0, try FormatSpec(spec, of: name, meter: meter), name)
        case .float(let number): return try formatFloat(number, try FormatSpec(spec, of: name, meter: meter), name)
        case .host: throw Unsupported("a format specification for a '\(name)'")
        default:
            throw PythonException.typeError("unsupported format string passed to \(value.typeName).__format__")
        }
    }

    private func formatText(_ text: Str, _ spec: FormatSpec) throws -> Str {
        if let type = spec.type, type != "s" { throw Self.unknown(type, "str") }
        if let sign = spec.sign {
            throw PythonException.valueError(
                sign == " "
                    ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
        }
        if spec.dropsZeroSign {
            throw PythonException.valueError("Negative zero coercion (z) not allowed in string format specifier")
        }
        if spec.isAlternate {
            throw PythonException.valueError("Alternate form (#) not allowed in string format specifier")
        }
        if spec.align == "=" {
            throw PythonException.valueError("'=' alignment not allowed in string format specifier")
        }
        return spec.pad(spec.precision.map { Str(text.scalars.prefix($0)) } ?? text, align: "<")
    }

    private static func unknown(_ type: Unicode.Scalar, _ name: String) -> PythonException {
        .valueError("Unknown format code \(FormatSpec.quoted(type)) for object of type '\(name)'")
    }

    private func formatInteger(_ value: BigInt, _ spec: FormatSpec, _ name: String) throws -> Str {
        if let type = spec.type, "eEfFgG%".unicodeScalars.contains(type) {
            guard let number = Numbers.double(value) else {
                throw PythonException.overflow("int too large to convert to float")
            }
            return try formatFloat(number, spec, name)
        }
        let type = spec.type ?? "d"
        guard "bcdoxXn".unicodeScalars.contains(type) else { throw Self.unknown(type, name) }
        if spec.precision != nil {
            throw PythonException.valueError("Precision not allowed in integer format specifier")
        }
        if spec.dropsZeroSign {
            throw PythonException.valueError("Negative zero coercion (z) not allowed in integer format specifier")
        }
        if type == "c" { return try formatCharacter(value, spec) }
        let (radix, prefix): (Int, String)
        switch type {
        case "b": (radix, prefix) = (2, "0b")
        case "o": (radix, prefix) = (8, "0o")
        case "x": (radix, prefix) = (16, "0x")
        case "X": (radix, prefix) = (16, "0X")
        default: (radix, prefix) = (10, "")
        }
        let magnitude = BigInt(value.magnitude)
        var digits = radix == 10 ? try IntegerText.decimal(magnitude) : String(magnitude, radix: radix)
        if type == "X" { digits = digits.uppercased() }
        return spec.pad(
            sign: spec.signText(isNegative: value < 0), prefix: spec.isAlternate ? prefix : "", whole: digits, rest: "",
            group: radix == 10 ? 3 : 4)
    }

    private func formatCharacter(_ value: BigInt, _ spec: FormatSpec) throws -> Str {
        if spec.sign != nil { throw PythonException.valueError("Sign not allowed with integer format specifier 'c'") }
        if spec.isAlternate {
            throw PythonException.valueError("Alternate form (#) not allowed with integer format specifier 'c'")
        }
        guard Int(exactly: value) != nil else {
            throw PythonException.overflow("Python int too large to convert to C long")
        }
        guard value >= 0, value <= 0x10FFFF else { throw PythonException.overflow("%c arg not in range(0x110000)") }
        guard let scalar = Unicode.Scalar(UInt32(value)) else { throw Unsupported("a lone surrogate in a string") }
        return spec.pad(Str([scalar]), align: ">")
    }

    private func formatFloat(_ value: Double, _ spec: FormatSpec, _ name: String) throws -> Str {
        guard let text = FloatFormat.text(value.magnitude, spec) else { throw Self.unknown(spec.type ?? "d", name) }
        guard value.isFinite else {
            var ungrouped = spec
            ungrouped.grouping = nil
            let sign = spec.signText(isNegative: value < 0)
            return ungrouped.pad(sign: sign, prefix: "", whole: "", rest: text, group: 3)
        }
        let isZero = !text.prefix { $0 != "e" && $0 != "E" }.contains { $0 >= "1" && $0 <= "9" }
        let sign = spec.signText(isNegative: value.sign == .minus && !(spec.dropsZeroSign && isZero))
        let whole = String(text.prefix(while: { $0.isNumber }))
        return spec.pad(
            sign: sign, prefix: "", whole: whole, rest: String(text.dropFirst(whole.utf8.count)), group: 3)
    }
}
