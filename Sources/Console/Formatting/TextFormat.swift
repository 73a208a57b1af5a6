import BigInt

/// The method `str.format`.
struct TextFormat {
    private let interpreter: Interpreter
    private let arguments: Arguments
    private var nextIndex = 0
    private var isNumbered: Bool?

    init(interpreter: Interpreter, _ arguments: Arguments) {
        self.interpreter = interpreter
        self.arguments = arguments
    }

    func format(_ text: Str) throws -> Str {
        var copy = self
        return try copy.expand(text.scalars, level: 2)
    }

    private mutating func expand(_ text: [Unicode.Scalar], level: Int) throws -> Str {
        guard level > 0 else { throw PythonException.valueError("Max string recursion exceeded") }
        var output: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            let scalar = text[index]
            index += 1
            guard scalar == "{" || scalar == "}" else {
                output.append(scalar)
                continue
            }
            if index < text.count, text[index] == scalar {
                output.append(scalar)
                index += 1
                continue
            }
            guard scalar == "{" else {
                throw PythonException.valueError("Single '}' encountered in format string")
            }
            guard index < text.count else {
                throw PythonException.valueError("Single '{' encountered in format string")
            }
            let end = try fieldEnd(text, from: index)
            output += try field(Array(text[index..<end]), level: level).scalars
            try interpreter.meter.reserve(output.count)
            index = end + 1
        }
        return Str(output)
    }

    private func fieldEnd(_ text: [Unicode.Scalar], from start: Int) throws -> Int {
        var depth = 1
        for index in start..<text.count {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        throw PythonException.valueError("expected '}' before end of string")
    }

    private mutating func field(_ field: [Unicode.Scalar], level: Int) throws -> Str {
        let nameEnd = field.firstIndex { $0 == ":" || $0 == "!" } ?? field.count
        let name = Str(field[..<nameEnd]).string
        var rest = field[nameEnd...]
        var conversion: Character?
        if rest.first == "!" {
            guard rest.count > 1 else {
                throw PythonException.valueError("end of string while looking for conversion specifier")
            }
            conversion = Character(rest[rest.startIndex + 1])
            rest = rest.dropFirst(2)
            guard rest.isEmpty || rest.first == ":" else {
                throw PythonException.valueError("expected ':' after conversion specifier")
            }
        }
        let value = try self.value(name)
        guard conversion.map({ "rsa".contains($0) }) ?? true else {
            throw PythonException.valueError("Unknown conversion specifier \(conversion ?? " ")")
        }
        let spec = rest.contains("{") ? try expand(Array(rest.dropFirst()), level: level - 1) : Str(rest.dropFirst())
        return try interpreter.format(try interpreter.convert(value, conversion), spec)
    }

    private mutating func value(_ name: String) throws -> Object {
        let first = String(name.prefix { $0 != "." && $0 != "[" })
        var value = try root(first)
        var rest = name.dropFirst(first.count)
        while let mark = rest.first {
            rest = rest.dropFirst()
            if mark == "." {
                let attribute = rest.prefix { $0 != "." && $0 != "[" }
                guard !attribute.isEmpty else { throw PythonException.valueError("Empty attribute in format string") }
                value = try interpreter.attribute(of: value, String(attribute))
                rest = rest.dropFirst(attribute.count)
            } else if mark == "[" {
                let key = rest.prefix { $0 != "]" }
                guard key.count < rest.count else { throw PythonException.valueError("Missing ']' in format string") }
                guard !key.isEmpty else { throw PythonException.valueError("Empty attribute in format string") }
                value = try item(of: value, String(key))
                rest = rest.dropFirst(key.count + 1)
            } else {
                throw PythonException.valueError(
                    "Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return value
    }

    private func item(of value: Object, _ key: String) throws -> Object {
        let index = key.allSatisfy { $0.isASCII && $0.isNumber } ? BigInt(key) : nil
        let object = index.map(Object.int) ?? .string(key)
        switch value {
        case .dict(let dict):
            guard let item = try dict.get(object, meter: interpreter.meter) else {
                throw PythonException.keyError(object)
            }
            return item
        case .list, .tuple, .str:
            guard let index else {
                throw PythonException.typeError("\(value.typeName) indices must be integers or slices, not str")
            }
            guard let item = Int(exactly: index).flatMap({ interpreter.element(of: value, at: $0) }) else {
                throw PythonException.indexError("\(value.typeName) index out of range")
            }
            return item
        default: throw Unsupported("an item of a '\(value.typeName)' in a format string")
        }
    }

    private mutating func root(_ name: String) throws -> Object {
        let isIndex = !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isNumber }
        guard name.isEmpty || isIndex else {
            try interpreter.meter.charge(arguments.keywords.count / 16)
            guard let value = arguments.keywords.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
                throw PythonException.keyError(name)
            }
            return value.value
        }
        if let isNumbered, isNumbered != isIndex {
            throw PythonException.valueError(
                isIndex
                    ? "cannot switch from automatic field numbering to manual field specification"
                    : "cannot switch from manual field specification to automatic field numbering")
        }
        isNumbered = isIndex
        let index = isIndex ? Int(name) ?? .max : nextIndex
        if !isIndex { nextIndex += 1 }
        guard index < arguments.positional.count else {
            throw PythonException.indexError("Replacement index \(index) out of range for positional args tuple")
        }
        return arguments.positional[index]
    }
}
