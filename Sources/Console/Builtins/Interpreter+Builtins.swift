import BigInt

extension Interpreter {
    /// Calls a builtin function.
    func callBuiltin(_ name: String, _ arguments: Arguments) async throws -> Object {
        switch name {
        case "print": return try print(arguments)
        case "sorted": return try await sorted(arguments)
        case "min", "max": return try await extreme(name, arguments)
        case "sum": return try await sum(arguments)
        case "zip", "enumerate", "map", "filter", "reversed", "iter", "next":
            return try await callIteration(name, arguments)
        case "pow", "divmod", "round", "abs", "bin", "oct", "hex": return try callNumeric(name, arguments)
        case "getattr", "hasattr", "isinstance", "issubclass": return try callReflection(name, arguments)
        case "format":
            let values = try arguments.positional(name, 1, 2)
            guard values.count > 1 else { return .str(try format(values[0], "")) }
            guard case .str(let spec) = values[1] else {
                throw PythonException.typeError("format() argument 2 must be str, not \(values[1].type.qualifiedName)")
            }
            return .str(try format(values[0], spec))
        default:
            return try await callUnary(name, try arguments.single(name))
        }
    }

    private func callUnary(_ name: String, _ value: Object) async throws -> Object {
        switch name {
        case "len": return .int(try length(of: value))
        case "any", "all":
            let iterator = try makeIterator(value)
            while let item = try await iterator.next(self) {
                if truth(item) == (name == "any") { return .bool(name == "any") }
            }
            return .bool(name == "all")
        case "repr": return .str(try repr(value))
        case "ascii": return .str(Representation.ascii(try repr(value)))
        case "callable":
            switch value {
            case .function, .builtin, .method, .type: return .bool(true)
            default: return .bool(false)
            }
        case "chr": return .str(try character(value))
        case "ord": return try ordinal(value)
        default: throw Unsupported("`\(name)`")
        }
    }

    func length(of value: Object) throws -> BigInt {
        switch value {
        case .str(let text): BigInt(text.count)
        case .bytes(let bytes): BigInt(bytes.count)
        case .list(let list): BigInt(list.items.count)
        case .tuple(let tuple): BigInt(tuple.items.count)
        case .dict(let dict): BigInt(dict.count)
        case .set(let set): BigInt(set.count)
        case .view(let view): BigInt(view.dict.count)
        case .range(let range):
            if range.count > Int.max {
                throw PythonException.overflow("Python int too large to convert to C ssize_t")
            } else {
                range.count
            }
        default: throw PythonException.typeError("object of type '\(value.type.qualifiedName)' has no len()")
        }
    }

    private func character(_ value: Object) throws -> Str {
        guard let code = value.asInteger else {
            throw PythonException.typeError("'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        guard Int32(exactly: code) != nil else {
            throw PythonException.overflow("Python int too large to convert to C int")
        }
        guard code >= 0, code <= 0x10FFFF else { throw PythonException.valueError("chr() arg not in range(0x110000)") }
        guard let scalar = Unicode.Scalar(UInt32(code)) else { throw Unsupported("a lone surrogate in a string") }
        return Str([scalar])
    }

    private func ordinal(_ value: Object) throws -> Object {
        let count: Int
        switch value {
        case .str(let text):
            if text.count == 1 { return .integer(Int(text.scalars[0].value)) }
            count = text.count
        case .bytes(let bytes):
            if bytes.count == 1 { return .integer(Int(bytes[0])) }
            count = bytes.count
        default:
            throw PythonException.typeError(
                "ord() expected string of length 1, but \(value.type.qualifiedName) found")
        }
        throw PythonException.typeError("ord() expected a character, but string of length \(count) found")
    }

    private func print(_ arguments: Arguments) throws -> Object {
        var separator: Str = " "
        var end: Str = "\n"
        for (name, value) in arguments.keywords {
            switch (name, value) {
            case ("sep", .none), ("end", .none), ("flush", _): break
            case ("sep", .str(let text)): separator = text
            case ("end", .str(let text)): end = text
            case ("sep", _), ("end", _):
                throw PythonException.typeError("\(name) must be None or a string, not \(value.type.qualifiedName)")
            case ("file", _): throw Unsupported("`print(file=…)`")
            default: throw PythonException.typeError("'\(name)' is an invalid keyword argument for print()")
            }
        }
        for (index, value) in arguments.positional.enumerated() {
            if index > 0 { try write(separator) }
            try write(try str(value))
        }
        try write(end)
        return .none
    }

    // MARK: - Reflection

    private func callReflection(_ name: String, _ arguments: Arguments) throws -> Object {
        if name == "getattr" || name == "hasattr" {
            let values = try arguments.positional(name, 2, name == "getattr" ? 3 : 2)
            guard case .str(let attributeName) = values[1] else {
                throw PythonException.typeError("attribute name must be string, not '\(values[1].type.qualifiedName)'")
            }
            do {
                let value = try attribute(of: values[0], attributeName.string)
                return name == "hasattr" ? .bool(true) : value
            } catch let exception as PythonException where exception.matches("AttributeError") {
                if name == "hasattr" { return .bool(false) }
                guard values.count == 3 else { throw exception }
                return values[2]
            }
        }
        let values = try arguments.positional(name, 2, 2)
        if name == "isinstance" { return .bool(try matches(values[0].type, values[1], name)) }
        guard case .type(let type) = values[0] else {
            throw PythonException.typeError("issubclass() arg 1 must be a class")
        }
        return .bool(try matches(type, values[1], name))
    }

    private func matches(_ type: TypeObject, _ wanted: Object, _ function: String, depth: Int = 0) throws -> Bool {
        try meter.enter(depth)
        switch wanted {
        case .type(let wanted): return type.derives(from: wanted)
        case .tuple(let tuple):
            for item in tuple.items where try matches(type, item, function, depth: depth + 1) { return true }
            return false
        default:
            let kind = function == "isinstance" ? "a type, a tuple of types" : "a class, a tuple of classes"
            throw PythonException.typeError("\(function)() arg 2 must be \(kind), or a union")
        }
    }

    // MARK: - Folding

    private func sum(_ arguments: Arguments) async throws -> Object {
        let given = try CArguments(arguments, function: "sum", ["iterable", "start"], required: 1, positionalOnly: 1)
        let iterator = try makeIterator(given["iterable"] ?? .none)
        var total = given["start"] ?? .int(0)
        switch total {
        case .str: throw PythonException.typeError("sum() can't sum strings [use ''.join(seq) instead]")
        case .bytes: throw PythonException.typeError("sum() can't sum bytes [use b''.join(seq) instead]")
        default: break
        }
        while let item = try await iterator.next(self) {
            total = try operators.binary(.add, total, item, symbol: "+")
        }
        return total
    }

    private func extreme(_ name: String, _ arguments: Arguments) async throws -> Object {
        var key = Object.none
        var fallback: Object?
        for (keyword, value) in arguments.keywords {
            switch keyword {
            case "key": key = value
            case "default": fallback = value
            default: throw PythonException.typeError("'\(keyword)' is an invalid keyword argument for \(name)()")
            }
        }
        guard let first = arguments.positional.first else {
            throw PythonException.typeError("\(name) expected at least 1 argument, got 0")
        }
        let isSingle = arguments.positional.count == 1
        if !isSingle, fallback != nil {
            throw PythonException.typeError(
                "Cannot specify a default for \(name)() with multiple positional arguments")
        }
        let iterator = try makeIterator(isSingle ? first : .tuple(arguments.positional))
        var best: (item: Object, key: Object)?
        while let item = try await iterator.next(self) {
            let value = try await apply(key, to: item)
            guard let current = best else {
                best = (item, value)
                continue
            }
            let isBetter = try comparison.holds(name == "max" ? .greater : .less, value, current.key)
            if isBetter { best = (item, value) }
        }
        if let best { return best.item }
        guard let fallback else { throw PythonException.valueError("\(name)() arg is an empty sequence") }
        return fallback
    }

    private func apply(_ key: Object, to item: Object) async throws -> Object {
        if case .none = key { return item }
        return try await call(key, item)
    }

    private func sorted(_ arguments: Arguments) async throws -> Object {
        guard arguments.positional.count == 1 else {
            throw PythonException.typeError("sorted expected 1 argument, got \(arguments.positional.count)")
        }
        let items = try await items(of: arguments.positional[0])
        return .list(try await sort(items, arguments.keywords, function: "sort"))
    }

    /// Sorts items as `sorted` and `list.sort` do, by the keywords `key` and `reverse`.
    func sort(_ items: [Object], _ keywords: [(name: String, value: Object)], function: String) async throws
        -> [Object]
    {
        var key = Object.none
        var isReversed = false
        for (name, value) in keywords {
            switch name {
            case "key": key = value
            case "reverse":
                guard let flag = value.asInteger else {
                    throw PythonException.typeError(
                        "'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
                }
                isReversed = !flag.isZero
            default: throw PythonException.typeError("'\(name)' is an invalid keyword argument for \(function)()")
            }
        }
        var keys: [Object] = []
        for item in items { keys.append(try await apply(key, to: item)) }
        // Reversing before and after the sort keeps equal items in their order.
        let sources = isReversed ? Array(items.reversed()) : items
        let sourceKeys = isReversed ? Array(keys.reversed()) : keys
        let order = try Sorting.order(sources.count) { try comparison.less(sourceKeys[$0], sourceKeys[$1]) }
        let sorted = order.map { sources[$0] }
        return isReversed ? sorted.reversed() : sorted
    }
}

extension Arguments {
    /// Returns the only argument, which must be positional.
    func single(_ function: String) throws -> Object {
        guard keywords.isEmpty else { throw PythonException.typeError("\(function)() takes no keyword arguments") }
        guard positional.count == 1 else {
            throw PythonException.typeError("\(function)() takes exactly one argument (\(positional.count) given)")
        }
        return positional[0]
    }

    /// Returns the positional arguments, of which there must be `least` to `most`; rejects keywords.
    func positional(_ function: String, _ least: Int, _ most: Int, keywordsName: String? = nil) throws -> [Object] {
        guard keywords.isEmpty else {
            throw PythonException.typeError("\(keywordsName ?? function)() takes no keyword arguments")
        }
        guard positional.count < least || positional.count > most else { return positional }
        let bound = positional.count < least ? least : most
        let kind = least == most ? "" : positional.count < least ? "at least " : "at most "
        throw PythonException.typeError(
            "\(function) expected \(kind)\(bound) argument\(bound == 1 ? "" : "s"), got \(positional.count)")
    }

    /// Rejects all arguments.
    func none(_ function: String) throws {
        guard keywords.isEmpty else { throw PythonException.typeError("\(function)() takes no keyword arguments") }
        guard positional.isEmpty else {
            throw PythonException.typeError("\(function)() takes no arguments (\(positional.count) given)")
        }
    }
}
