extension Interpreter {
    func callBytes(_ bytes: [UInt8], _ name: String, _ arguments: Arguments) async throws -> Object {
        try meter.charge(bytes.count / 16)
        switch name {
        case "decode":
            let given = try CArguments(arguments, function: "decode", ["encoding", "errors"])
            return .str(try TextCoding.decode(bytes, given["encoding"], given["errors"]))
        case "hex":
            guard arguments.positional.isEmpty, arguments.keywords.isEmpty else {
                throw Unsupported("`bytes.hex` with a separator")
            }
            return .string(bytes.map { Hex.text(UInt32($0), width: 2) }.joined())
        case "upper", "lower":
            try arguments.none("bytes.\(name)")
            let first: UInt8 = name == "upper" ? 97 : 65
            return .bytes(bytes.map { $0 >= first && $0 < first + 26 ? $0 ^ 32 : $0 })
        case "join": return .bytes(try await join(bytes, try arguments.single("bytes.join")))
        case "startswith", "endswith":
            return .bool(
                try affix(name, bytes, arguments, type: "bytes") {
                    if case .bytes(let part) = $0 { part } else { nil }
                })
        case "find", "rfind", "index", "rindex", "count":
            let values = try searchArguments(name, arguments, "bytes")
            let part = try byteOrBytes(values[0])
            return try find(name, part, in: bytes, values.dropFirst(), missing: "subsection not found")
        case "replace":
            let values = try arguments.positional("replace", 2, 3, keywordsName: "bytes.replace")
            let limit = try Self.limit(values.count > 2 ? values[2] : nil)
            return .bytes(try replace(bytes, try Self.bytes(values[0]), try Self.bytes(values[1]), limit: limit))
        case "partition":
            let parts = try partition(name, bytes, try Self.bytes(try arguments.single("bytes.partition")))
            return .tuple(parts.map(Object.bytes))
        case "split": return .list(try split(bytes, arguments))
        case "strip", "lstrip", "rstrip": return .bytes(try strip(bytes, name, arguments))
        default:
            let affix = try Self.bytes(try arguments.single("bytes.\(name)"))
            if name == "removeprefix" {
                return .bytes(bytes.starts(with: affix) ? Array(bytes.dropFirst(affix.count)) : bytes)
            }
            let hasSuffix = bytes.reversed().starts(with: affix.reversed())
            return .bytes(hasSuffix ? Array(bytes.dropLast(affix.count)) : bytes)
        }
    }

    private static func bytes(_ value: Object) throws -> [UInt8] {
        guard case .bytes(let bytes) = value else {
            throw PythonException.typeError("a bytes-like object is required, not '\(value.type.qualifiedName)'")
        }
        return bytes
    }

    private func byteOrBytes(_ value: Object) throws -> [UInt8] {
        if case .bytes(let bytes) = value { return bytes }
        guard let integer = value.asInteger else {
            throw PythonException.typeError(
                "argument should be integer or bytes-like object, not '\(value.type.qualifiedName)'")
        }
        guard let byte = UInt8(exactly: integer) else {
            throw PythonException.valueError("byte must be in range(0, 256)")
        }
        return [byte]
    }

    private func join(_ separator: [UInt8], _ value: Object) async throws -> [UInt8] {
        guard isIterable(value) else { throw PythonException.typeError("can only join an iterable") }
        var output: [UInt8] = []
        for (index, item) in try await items(of: value).enumerated() {
            guard case .bytes(let part) = item else {
                throw PythonException.typeError(
                    "sequence item \(index): expected a bytes-like object, \(item.type.qualifiedName) found")
            }
            if index > 0 { output += separator }
            output += part
            try meter.reserveOutput(output.count)
            try meter.charge(part.count / 16)
        }
        return output
    }

    private func split(_ bytes: [UInt8], _ arguments: Arguments) throws -> [Object] {
        let given = try CArguments(arguments, function: "split", ["sep", "maxsplit"])
        let limit = try Self.limit(given["maxsplit"])
        let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        let part: [UInt8]
        switch given["sep"] {
        case nil, .some(.none):
            return Splitting.words(bytes, limit: limit, fromEnd: false, isBlank).map(Object.bytes)
        case .some(let separator): part = try Self.bytes(separator)
        }
        guard !part.isEmpty else { throw PythonException.valueError("empty separator") }
        return Splitting.split(bytes, part, limit: limit, fromEnd: false).map(Object.bytes)
    }

    private func strip(_ bytes: [UInt8], _ name: String, _ arguments: Arguments) throws -> [UInt8] {
        let values = try arguments.positional(name, 0, 1, keywordsName: "bytes.\(name)")
        var dropped: Set<UInt8> = [32, 9, 10, 11, 12, 13]
        if let value = values.first {
            if case .none = value {} else { dropped = Set(try Self.bytes(value)) }
        }
        var rest = bytes[...]
        if name != "rstrip" { rest = rest.drop { dropped.contains($0) } }
        if name != "lstrip" { while let last = rest.last, dropped.contains(last) { rest.removeLast() } }
        return Array(rest)
    }
}
