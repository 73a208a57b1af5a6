import BigInt

extension Interpreter {
    /// Evaluates `text % values`; returns nil if the left side is not a string.
    func percentFormat(_ left: Object, _ right: Object) async throws -> Object? {
        if case .bytes = left { throw Unsupported("`%` formatting of bytes") }
        guard case .str(let text) = left else { return nil }
        var format = PercentFormat(interpreter: self, text, right)
        return .str(try await format.format())
    }
}

/// The state of one `text % values`, which runs from left to right.
private struct PercentFormat {
    private let interpreter: Interpreter
    private let values: Object
    private let count: Int
    private let usesTuple: Bool
    private var waiting: ArraySlice<Object>
    private var rest: ArraySlice<Unicode.Scalar>
    private var output: [Unicode.Scalar] = []

    init(interpreter: Interpreter, _ text: Str, _ values: Object) {
        self.interpreter = interpreter
        self.values = values
        count = text.count
        rest = text.scalars[...]
        if case .tuple(let tuple) = values {
            waiting = tuple.items[...]
            usesTuple = true
        } else {
            waiting = [values]
            usesTuple = false
        }
    }

    mutating func format() async throws -> Str {
        while let scalar = rest.popFirst() {
            if scalar == "%" {
                try await field()
                try interpreter.meter.reserve(output.count)
            } else {
                output.append(scalar)
            }
        }
        guard waiting.isEmpty || takesNames else {
            throw PythonException.typeError("not all arguments converted during string formatting")
        }
        return Str(output)
    }

    /// Whether the values can be looked up by name; such values need not all be used.
    private var takesNames: Bool {
        switch values {
        case .dict, .list, .bytes, .range: true
        default: false
        }
    }

    private mutating func field() async throws {
        if rest.first == "%" {
            output.append(rest.removeFirst())
            return
        }
        var spec = PercentSpec()
        let named = rest.first == "(" ? try await namedValue() : nil
        if named != nil { waiting = [] }
        while let flag = rest.first, spec.read(flag: flag) { rest.removeFirst() }
        if let width = try number() { spec.set(width: width) }
        if rest.first == "." {
            rest.removeFirst()
            spec.precision = max(0, try number() ?? 0)
        }
        if let size = rest.first, "hlL".unicodeScalars.contains(size) { rest.removeFirst() }
        guard let code = rest.popFirst() else { throw PythonException.valueError("incomplete format") }
        try interpreter.meter.reserve(spec.width)
        guard spec.precision ?? 0 <= 5000 || "sra".unicodeScalars.contains(code) else {
            throw LimitReached(message: "a precision above 5000 is too large")
        }
        output += try text(of: named ?? next(), spec, code).scalars
    }

    private mutating func namedValue() async throws -> Object {
        guard takesNames else { throw PythonException.typeError("format requires a mapping") }
        var depth = 0
        let end = rest.firstIndex { scalar in
            depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
            return depth == 0
        }
        guard let end else { throw PythonException.valueError("incomplete format key") }
        let name = rest[..<end].dropFirst()
        rest = rest[(end + 1)...]
        return try await interpreter.item(of: values, .str(Str(name)))
    }

    private mutating func next() throws -> Object {
        guard let value = waiting.popFirst() else {
            throw PythonException.typeError("not enough arguments for format string")
        }
        return value
    }

    /// Reads a number, or takes the next value for `*`.
    private mutating func number() throws -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard let integer = try next().asInteger else { throw PythonException.typeError("* wants int") }
            guard let number = Int(exactly: integer) else {
                throw PythonException.overflow("Python int too large to convert to C ssize_t")
            }
            return number
        }
        let digits = rest.prefix(while: \.isDigit)
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        guard let number = Int(Str(digits).string) else {
            throw LimitReached(message: "a width of more than \(Int.max) is too large")
        }
        return number
    }

    private func text(of value: Object, _ spec: PercentSpec, _ code: Unicode.Scalar) throws -> Str {
        switch code {
        case "s", "r", "a": return spec.text(try interpreter.str(try interpreter.convert(value, Character(code))))
        case "d", "i", "u", "x", "X", "o": return try spec.integer(try integer(value, code), code)
        case "e", "E", "f", "F", "g", "G":
            guard let number = try Numbers.float(value) else {
                throw PythonException.typeError("must be real number, not \(value.type.qualifiedName)")
            }
            return spec.float(number, code)
        case "c": return spec.text(try character(value), cuts: false)
        default:
            let shown = code.value >= 31 && code.value < 127 ? code : "?"
            let number = String(code.value, radix: 16)
            throw PythonException.valueError(
                "unsupported format character '\(shown)' (0x\(number)) at index \(count - rest.count - 1)")
        }
    }

    private func integer(_ value: Object, _ code: Unicode.Scalar) throws -> BigInt {
        let isWhole = "xXo".unicodeScalars.contains(code)
        if let integer = value.asInteger { return integer }
        if !isWhole, case .float(let number) = value { return try IntegerConversion.integer(number) }
        throw PythonException.typeError(
            "%\(code) format: \(isWhole ? "an integer" : "a real number") is required, "
                + "not \(value.type.qualifiedName)")
    }

    private func character(_ value: Object) throws -> Str {
        if case .str(let text) = value, text.count == 1 { return text }
        guard let integer = value.asInteger else { throw PythonException.typeError("%c requires int or char") }
        guard let number = UInt32(exactly: integer), number <= 0x10FFFF else {
            throw PythonException.overflow("%c arg not in range(0x110000)")
        }
        guard let scalar = Unicode.Scalar(number) else { throw Unsupported("a lone surrogate in a string") }
        return Str([scalar])
    }
}
