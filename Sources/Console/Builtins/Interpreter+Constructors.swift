import BigInt

extension Interpreter {
    /// Calls a type as a constructor.
    func construct(_ type: TypeObject, _ arguments: Arguments) async throws -> Object {
        if let value = try DatetimeModule.construct(type, arguments) { return value }
        if type.isException { return .exception(ExceptionObject(type, arguments.positional)) }
        switch type.name {
        case "bool":
            let values = try arguments.positional("bool", 0, 1)
            return .bool(values.first?.isTrue ?? false)
        case "int": return try makeInteger(arguments)
        case "float": return try makeFloat(arguments)
        case "str": return try makeText(arguments)
        case "bytes": return try await makeBytes(arguments)
        case "list", "tuple", "set", "frozenset": return try await makeCollection(type.name, arguments)
        case "dict":
            let dict = DictObject()
            try await update(dict, arguments, function: "dict")
            return .dict(dict)
        case "range": return try makeRange(arguments)
        case "type":
            guard arguments.positional.count == 1, arguments.keywords.isEmpty else {
                if arguments.positional.count == 3 { throw Unsupported("`type` with three arguments") }
                throw PythonException.typeError("type() takes 1 or 3 arguments")
            }
            return .type(arguments.positional[0].type)
        case "object": throw Unsupported("`object()`")
        default: throw PythonException.typeError("cannot create '\(type.qualifiedName)' instances")
        }
    }

    private func makeText(_ arguments: Arguments) throws -> Object {
        let given = try CArguments(arguments, function: "str", ["object", "encoding", "errors"])
        guard given["encoding"] != nil || given["errors"] != nil else {
            return .str(try given["object"].map(str) ?? "")
        }
        guard case .bytes(let bytes)? = given["object"] else {
            let value = given["object"] ?? .string("")
            if case .str = value { throw PythonException.typeError("decoding str is not supported") }
            throw PythonException.typeError(
                "decoding to str: need a bytes-like object, \(value.type.qualifiedName) found")
        }
        return .str(try TextCoding.decode(bytes, given["encoding"], given["errors"]))
    }

    private func makeBytes(_ arguments: Arguments) async throws -> Object {
        let given = try CArguments(arguments, function: "bytes", ["source", "encoding", "errors"])
        guard let source = given["source"] else { return .bytes([]) }
        if case .str(let text) = source {
            guard given["encoding"] != nil else {
                throw PythonException.typeError("string argument without an encoding")
            }
            return .bytes(try TextCoding.encode(text, given["encoding"], given["errors"]))
        }
        if given["encoding"] != nil { throw PythonException.typeError("encoding without a string argument") }
        if case .bytes = source { return source }
        if let count = source.asInteger {
            guard count >= 0 else { throw PythonException.valueError("negative count") }
            try meter.reserve(1, times: count)
            return .bytes(Array(repeating: 0, count: Int(count)))
        }
        guard isIterable(source) else {
            throw PythonException.typeError("cannot convert '\(source.type.qualifiedName)' object to bytes")
        }
        return .bytes(
            try await items(of: source).map { item in
                guard let value = item.asInteger else {
                    throw PythonException.typeError(
                        "'\(item.type.qualifiedName)' object cannot be interpreted as an integer")
                }
                guard value >= 0, value < 256 else {
                    throw PythonException.valueError("bytes must be in range(0, 256)")
                }
                return UInt8(value)
            })
    }

    private func makeCollection(_ name: String, _ arguments: Arguments) async throws -> Object {
        let values = try arguments.positional(name, 0, 1)
        switch name {
        case "list": return .list(try await values.first.asyncMap(items) ?? [])
        case "tuple":
            if case .tuple? = values.first { return values[0] }
            return .tuple(try await values.first.asyncMap(items) ?? [])
        default:
            if name == "frozenset", case .set(let set)? = values.first, set.isFrozen { return values[0] }
            let members = DictObject()
            for item in try await values.first.asyncMap(items) ?? [] { try members.set(item, to: .none, meter: meter) }
            return .set(SetObject(members, frozen: name == "frozenset"))
        }
    }

    private func makeRange(_ arguments: Arguments) throws -> Object {
        let values = try arguments.positional("range", 1, 3).map { value in
            guard let integer = value.asInteger else {
                throw PythonException.typeError(
                    "'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
            }
            return integer
        }
        if values.count == 1 { return .range(RangeObject(start: 0, stop: values[0], step: 1)) }
        let step = values.count == 3 ? values[2] : 1
        guard !step.isZero else { throw PythonException.valueError("range() arg 3 must not be zero") }
        return .range(RangeObject(start: values[0], stop: values[1], step: step))
    }

    /// Adds pairs to a dict as `dict(…)` and `dict.update(…)` do.
    func update(_ dict: DictObject, _ arguments: Arguments, function: String) async throws {
        guard arguments.positional.count <= 1 else {
            let name = function == "dict" ? "dict" : "update"
            throw PythonException.typeError("\(name) expected at most 1 argument, got \(arguments.positional.count)")
        }
        switch arguments.positional.first {
        case nil: break
        case .dict(let other):
            try meter.charge(other.count)
            for entry in other.live { dict.set(entry.key, name: entry.name, to: entry.value) }
        case .some(let source): try await update(dict, pairs: source)
        }
        for (name, value) in arguments.keywords { dict.set(.str(Str(name)), name: .string(name), to: value) }
    }

    private func update(_ dict: DictObject, pairs source: Object) async throws {
        let iterator = try makeIterator(source)
        var place = 0
        while let item = try await iterator.next(self) {
            guard isIterable(item) else {
                throw PythonException.typeError(
                    "cannot convert dictionary update sequence element #\(place) to a sequence")
            }
            let pair = try await items(of: item)
            guard pair.count == 2 else {
                throw PythonException.valueError(
                    "dictionary update sequence element #\(place) has length \(pair.count); 2 is required")
            }
            try dict.set(pair[0], to: pair[1], meter: meter)
            place += 1
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
