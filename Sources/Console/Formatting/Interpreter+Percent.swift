extension Interpreter {
    /// `text % values`; nil where the left side is no text.
    func percentFormat(_ left: Object, _ right: Object) async throws -> Object? {
        if case .bytes = left { throw Unsupported("`%` formatting of bytes") }
        guard case .str(let text) = left else { return nil }
        var values = [right][...]
        var isTuple = false
        if case .tuple(let tuple) = right {
            values = tuple.items[...]
            isTuple = true
        }
        var output: [Unicode.Scalar] = []
        var rest = text.scalars[...]
        var usesNames = false
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                output.append(scalar)
                continue
            }
            guard let next = rest.first else { throw PythonException.valueError("incomplete format") }
            if next == "%" {
                rest.removeFirst()
                output.append("%")
                continue
            }
            var value: Object?
            if next == "(" {
                guard case .dict(let dict) = right else { throw PythonException.typeError("format requires a mapping") }
                let name = rest.dropFirst().prefix { $0 != ")" }
                rest = rest[name.endIndex...].dropFirst()
                let key = Object.str(Str(name))
                guard let item = try dict.get(key, meter: meter) else { throw PythonException.keyError(key) }
                value = item
                usesNames = true
            }
            let flags = rest.prefix { "-+ #0123456789.".unicodeScalars.contains($0) }
            rest = rest[flags.endIndex...]
            guard let code = rest.popFirst() else { throw PythonException.valueError("incomplete format") }
            guard let item = value ?? values.popFirst() else {
                throw PythonException.typeError("not enough arguments for format string")
            }
            output += try percent(item, flags: Str(flags).string, code, at: text.count - rest.count - 1).scalars
            try meter.reserve(output.count)
        }
        let isMapping = if case .dict = right { true } else { false }
        if !values.isEmpty, !usesNames, !(isMapping && !isTuple) {
            throw PythonException.typeError("not all arguments converted during string formatting")
        }
        return .str(Str(output))
    }

    private func percent(_ value: Object, flags: String, _ code: Unicode.Scalar, at place: Int) throws -> Str {
        let isLeft = flags.hasPrefix("-")
        let rest = isLeft ? String(flags.dropFirst()) : flags
        guard !rest.contains("-") else { throw Unsupported("such flags in `%` formatting") }
        switch code {
        case "s", "r", "a":
            let text = try convert(value, Character(code))
            let digits = rest.drop { $0 == "0" || $0 == "+" || $0 == " " || $0 == "#" }
            return try format(text, Str((isLeft ? "<" : ">") + digits))
        case "d", "i", "u", "x", "X", "o":
            var integer = value.asInteger
            if integer == nil, code == "d" || code == "i" || code == "u", case .float(let number) = value {
                integer = try IntegerConversion.integer(number)
            }
            guard let integer else {
                let name = value.type.qualifiedName
                throw PythonException.typeError(
                    "xXo".unicodeScalars.contains(code)
                        ? "%\(code) format: an integer is required, not \(name)"
                        : "%\(code) format: a real number is required, not \(name)")
            }
            guard !rest.contains(".") else { throw Unsupported("a precision for integers in `%` formatting") }
            let type = "xXo".unicodeScalars.contains(code) ? String(code) : "d"
            return try format(.int(integer), Str((isLeft ? "<" : "") + Self.spec(rest, isLeft: isLeft) + type))
        case "e", "E", "f", "F", "g", "G":
            guard let number = try Numbers.float(value) else {
                throw PythonException.typeError("must be real number, not \(value.type.qualifiedName)")
            }
            let digits = rest.hasSuffix(".") ? rest + "0" : rest
            return try format(
                .float(number), Str((isLeft ? "<" : "") + Self.spec(digits, isLeft: isLeft) + String(code)))
        case "c": throw Unsupported("`%c`")
        default:
            throw PythonException.valueError(
                "unsupported format character '\(code)' (0x\(String(code.value, radix: 16))) at index \(place)")
        }
    }

    /// The flags of `%` in the order of the format mini-language; zeros do not pad what is set to the left.
    private static func spec(_ flags: String, isLeft: Bool) -> String {
        let marks = flags.prefix { "+ #0".contains($0) }
        let digits = flags.dropFirst(marks.count)
        let sign = marks.contains("+") ? "+" : marks.contains(" ") ? " " : ""
        return sign + (marks.contains("#") ? "#" : "") + (marks.contains("0") && !isLeft ? "0" : "") + digits
    }
}
