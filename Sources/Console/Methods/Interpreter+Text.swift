import BigInt

extension Interpreter {
    func callText(_ text: Str, _ name: String, _ arguments: Arguments) async throws -> Object {
        try meter.charge(text.count / 16)
        if let value = try TextQueries.call(text, name, arguments) { return value }
        switch name {
        case "join": return .str(try await join(text, try arguments.single("str.join")))
        case "format": return .str(try TextFormat(interpreter: self, arguments).format(text))
        case "format_map":
            let mapping = try arguments.single("str.format_map")
            guard case .dict(let dict) = mapping else {
                throw Unsupported("`str.format_map` of a '\(mapping.typeName)'")
            }
            let named = dict.live.compactMap { entry -> (name: String, value: Object)? in
                if case .str(let name) = entry.name { (name.string, entry.value) } else { nil }
            }
            return .str(try TextFormat(interpreter: self, Arguments(keywords: named)).format(text))
        case "split", "rsplit": return .list(try split(text, name, arguments))
        case "encode":
            let given = try CArguments(arguments, function: "encode", ["encoding", "errors"])
            return .bytes(try TextCoding.encode(text, given["encoding"], given["errors"]))
        case "replace":
            let values = try arguments.positional("replace", 2, 3, keywordsName: "str.replace")
            let (old, new) = (try Self.text(values[0], "replace", 1), try Self.text(values[1], "replace", 2))
            let limit = try Self.limit(values.count > 2 ? values[2] : nil)
            return .str(Str(try replace(text.scalars, old.scalars, new.scalars, limit: limit)))
        case "find", "rfind", "index", "rindex", "count":
            let values = try searchArguments(name, arguments, "str")
            guard case .str(let part) = values[0] else {
                throw PythonException.typeError("must be str, not \(values[0].type.qualifiedName)")
            }
            return try find(name, part.scalars, in: text.scalars, values.dropFirst(), missing: "substring not found")
        case "startswith", "endswith":
            return .bool(
                try affix(name, text.scalars, arguments, type: "str") {
                    if case .str(let part) = $0 { part.scalars } else { nil }
                })
        case "partition", "rpartition":
            let value = try arguments.single("str.\(name)")
            guard case .str(let part) = value else {
                throw PythonException.typeError("must be str, not \(value.type.qualifiedName)")
            }
            let parts = try partition(name, text.scalars, part.scalars)
            return .tuple(parts.map { .str(Str($0)) })
        default: return try callPadding(text, name, arguments)
        }
    }

    static func text(_ value: Object, _ function: String, _ place: Int) throws -> Str {
        guard case .str(let text) = value else {
            throw PythonException.typeError(
                "\(function)() argument \(place) must be str, not \(value.argumentName)")
        }
        return text
    }

    static func limit(_ value: Object?) throws -> Int {
        guard let value else { return .max }
        guard let integer = value.asInteger else {
            throw PythonException.typeError("'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        guard let limit = Int(exactly: integer) else {
            throw PythonException.overflow("Python int too large to convert to C ssize_t")
        }
        return limit < 0 ? .max : limit
    }

    private func join(_ separator: Str, _ value: Object) async throws -> Str {
        guard isIterable(value) else { throw PythonException.typeError("can only join an iterable") }
        var scalars: [Unicode.Scalar] = []
        for (index, item) in try await items(of: value).enumerated() {
            guard case .str(let part) = item else {
                throw PythonException.typeError(
                    "sequence item \(index): expected str instance, \(item.type.qualifiedName) found")
            }
            if index > 0 { scalars += separator.scalars }
            scalars += part.scalars
            try meter.reserveOutput(scalars.count)
            try meter.charge(part.count / 16)
        }
        return Str(scalars)
    }

    func searchArguments(_ name: String, _ arguments: Arguments, _ type: String) throws -> [Object] {
        guard arguments.keywords.isEmpty else {
            throw PythonException.typeError("\(type).\(name)() takes no keyword arguments")
        }
        let count = arguments.positional.count
        guard !(1...3).contains(count) else {
            // CPython checks the bounds before the argument to search for.
            _ = try range(arguments.positional.dropFirst(), count: 0)
            return arguments.positional
        }
        throw PythonException.typeError(
            count == 0
                ? "\(name)() takes at least 1 argument (0 given)"
                : "\(name)() takes at most 3 arguments (\(count) given)")
    }

    // MARK: - Splitting

    private func split(_ text: Str, _ name: String, _ arguments: Arguments) throws -> [Object] {
        let given = try CArguments(arguments, function: name, ["sep", "maxsplit"])
        let limit = try Self.limit(given["maxsplit"])
        let parts: [[Unicode.Scalar]]
        switch given["sep"] {
        case nil, .some(.none):
            parts = Splitting.words(text.scalars, limit: limit, fromEnd: name == "rsplit", \.isPythonSpace)
        case .str(let separator):
            guard !separator.isEmpty else { throw PythonException.valueError("empty separator") }
            parts = Splitting.split(text.scalars, separator.scalars, limit: limit, fromEnd: name == "rsplit")
        case .some(let other):
            throw PythonException.typeError("must be str or None, not \(other.type.qualifiedName)")
        }
        try meter.reserve(items: parts.count)
        return parts.map { .str(Str($0)) }
    }

    func partition<Item: Equatable>(_ name: String, _ items: [Item], _ part: [Item]) throws -> [[Item]] {
        guard !part.isEmpty else { throw PythonException.valueError("empty separator") }
        let isLast = name == "rpartition"
        guard let place = isLast ? Search.last(part, in: items) : Search.first(part, in: items) else {
            return isLast ? [[], [], items] : [items, [], []]
        }
        return [Array(items[..<place]), part, Array(items[(place + part.count)...])]
    }

    func replace<Item: Equatable>(_ items: [Item], _ old: [Item], _ new: [Item], limit: Int) throws -> [Item] {
        let places = Search.all(old, in: items, limit: limit)
        try meter.reserve(max(new.count - old.count, 0), times: BigInt(places.count))
        var result: [Item] = []
        var start = 0
        for place in places {
            result += items[start..<place] + new
            if old.isEmpty, place < items.count { result.append(items[place]) }
            start = old.isEmpty ? min(place + 1, items.count) : place + old.count
        }
        return result + items[start...]
    }

    /// The methods `find`, `rfind`, `index`, `rindex` and `count`.
    func find<Item: Equatable>(
        _ name: String, _ part: [Item], in items: [Item], _ bounds: ArraySlice<Object>, missing: String
    ) throws -> Object {
        let (start, end) = try range(bounds, count: items.count)
        let isBeyond = start > end || bounds.first?.asInteger.map { $0 > BigInt(items.count) } ?? false
        let window = isBeyond ? [] : Array(items[start..<end])
        if name == "count" {
            return .integer(isBeyond ? 0 : Search.all(part, in: window).count)
        }
        let place =
            isBeyond ? nil : name.hasPrefix("r") ? Search.last(part, in: window) : Search.first(part, in: window)
        if let place { return .integer(start + place) }
        guard name.hasSuffix("index") else { return .integer(-1) }
        throw PythonException.valueError(missing)
    }

    func affix<Item: Equatable>(
        _ name: String, _ items: [Item], _ arguments: Arguments, type: String, part: (Object) -> [Item]?
    ) throws -> Bool {
        let values = try searchArguments(name, arguments, type)
        let (start, end) = try range(values.dropFirst(), count: items.count)
        let isBeyond = start > end || values.count > 1 && values[1].asInteger.map { $0 > BigInt(items.count) } ?? false
        let window = isBeyond ? [] : items[start..<end]
        func holds(_ affix: [Item]) -> Bool {
            if isBeyond { return false }
            return name == "startswith" ? window.starts(with: affix) : window.reversed().starts(with: affix.reversed())
        }
        if let affix = part(values[0]) { return holds(affix) }
        guard case .tuple(let tuple) = values[0] else {
            throw PythonException.typeError(
                "\(name) first arg must be \(type) or a tuple of \(type), not \(values[0].type.qualifiedName)")
        }
        for item in tuple.items {
            guard let affix = part(item) else {
                throw PythonException.typeError(
                    type == "str"
                        ? "tuple for \(name) must only contain str, not \(item.type.qualifiedName)"
                        : "a bytes-like object is required, not '\(item.type.qualifiedName)'")
            }
            if holds(affix) { return true }
        }
        return false
    }

    // MARK: - Padding

    private func callPadding(_ text: Str, _ name: String, _ arguments: Arguments) throws -> Object {
        let count = text.count
        if name == "zfill" {
            let width = try width(try arguments.single("str.zfill"))
            let sign = text.scalars.first.map { $0 == "-" || $0 == "+" } ?? false ? 1 : 0
            let zeros = Array(repeating: Unicode.Scalar("0"), count: max(0, width - count))
            return .str(Str(text.scalars.prefix(sign) + zeros + text.scalars.dropFirst(sign)))
        }
        let values = try arguments.positional(name, 1, 2, keywordsName: "str.\(name)")
        let width = try width(values[0])
        var fill: Unicode.Scalar = " "
        if values.count > 1 {
            guard case .str(let given) = values[1] else {
                throw PythonException.typeError(
                    "The fill character must be a unicode character, not \(values[1].type.qualifiedName)")
            }
            guard given.count == 1 else {
                throw PythonException.typeError("The fill character must be exactly one character long")
            }
            fill = given.scalars[0]
        }
        let missing = max(0, width - count)
        let left =
            switch name {
            case "ljust": 0
            case "rjust": missing
            default: missing / 2 + (missing & width & 1)
            }
        return .str(
            Str(
                Array(repeating: fill, count: left) + text.scalars + Array(repeating: fill, count: missing - left)))
    }

    func width(_ value: Object) throws -> Int {
        guard let integer = value.asInteger else {
            throw PythonException.typeError("'\(value.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        try meter.reserve(1, times: max(integer, 0))
        return Int(max(integer, 0))
    }
}
