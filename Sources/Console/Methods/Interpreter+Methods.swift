import BigInt

extension Interpreter {
    /// Calls a method that the receiver is known to have.
    func callMethod(_ receiver: Object, _ name: String, _ arguments: Arguments) async throws -> Object {
        if Members.isClassMethod(name, of: receiver.type) {
            return try await callClassMethod(receiver.type, name, arguments)
        }
        switch receiver {
        case .str(let text): return try await callText(text, name, arguments)
        case .bytes(let bytes): return try await callBytes(bytes, name, arguments)
        case .list(let list): return try await callList(list, name, arguments)
        case .tuple(let tuple): return try callSequence(tuple.items, name, arguments, type: "tuple")
        case .dict(let dict): return try await callDict(dict, name, arguments)
        case .set(let set): return try await callSet(set, name, arguments)
        case .view(let view):
            let members = try SetAlgebra.members(of: receiver, meter: meter) ?? view.dict
            return try await callSet(SetObject(members, frozen: true), name, arguments)
        case .range(let range): return try callRange(range, name, arguments)
        case .int, .bool: return try callInteger(receiver.asInteger ?? 0, name, arguments)
        case .float(let value): return try callFloat(value, name, arguments)
        case .datetime(let moment): return try callDateTime(moment, name, arguments)
        case .date(let date): return try callDate(date, name, arguments)
        case .time(let time): return try callTime(time, name, arguments)
        case .timedelta(let delta):
            try arguments.none("timedelta.\(name)")
            return .float(delta.totalSeconds)
        case .timezone(let zone): return try callZone(zone, name, arguments)
        default: throw Unsupported("`\(receiver.typeName).\(name)`")
        }
    }

    func callClassMethod(_ type: TypeObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        switch (type.name, name) {
        case ("dict", "fromkeys"):
            let values = try arguments.positional("fromkeys", 1, 2, keywordsName: "dict.fromkeys")
            let dict = DictObject()
            for key in try await items(of: values[0]) {
                try dict.set(key, to: values.count > 1 ? values[1] : .none, meter: meter)
            }
            return .dict(dict)
        case ("bytes", "fromhex"):
            let value = try arguments.single("bytes.fromhex")
            guard case .str(let text) = value else {
                throw PythonException.typeError("fromhex() argument must be str, not \(value.type.qualifiedName)")
            }
            return .bytes(try TextCoding.bytes(hex: text))
        case ("datetime", _): return try callDateTimeClass(name, arguments)
        case ("date", _): return try callDateClass(name, arguments)
        case ("time", _): return .time(try IsoText.time(try isoArgument(arguments, of: "time")))
        default: throw Unsupported("`\(type.name).\(name)`")
        }
    }

    // MARK: - Lists and tuples

    func callList(_ list: ListObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        switch name {
        case "append":
            let value = try arguments.single("list.append")
            list.items.append(value)
            if list.items.count.isMultiple(of: 4096) { try meter.reserve(items: list.items.count) }
        case "extend":
            let value = try arguments.single("list.extend")
            let items = try await items(of: value)
            try meter.reserve(items: list.items.count + items.count)
            list.items += items
        case "insert":
            let values = try arguments.positional("insert", 2, 2, keywordsName: "list.insert")
            guard let index = values[0].asInteger else {
                throw PythonException.typeError(
                    "'\(values[0].type.qualifiedName)' object cannot be interpreted as an integer")
            }
            try meter.charge(list.items.count / 64)
            list.items.insert(values[1], at: Self.clamp(index, list.items.count))
        case "pop": return try pop(list, arguments)
        case "remove":
            let value = try arguments.single("list.remove")
            guard let place = try list.items.firstIndex(where: { try comparison.sameOrEqual($0, value) }) else {
                throw PythonException.valueError("list.remove(x): x not in list")
            }
            list.items.remove(at: place)
        case "clear":
            try arguments.none("list.clear")
            list.items = []
        case "reverse":
            try arguments.none("list.reverse")
            try meter.charge(list.items.count / 16)
            list.items.reverse()
        case "sort":
            guard arguments.positional.isEmpty else {
                throw PythonException.typeError("sort() takes no positional arguments")
            }
            list.items = try await sort(list.items, arguments.keywords, function: "sort")
        case "copy":
            try arguments.none("list.copy")
            try meter.charge(list.items.count / 16)
            return .list(list.items)
        default: return try callSequence(list.items, name, arguments, type: "list")
        }
        return .none
    }

    private func pop(_ list: ListObject, _ arguments: Arguments) throws -> Object {
        let values = try arguments.positional("pop", 0, 1, keywordsName: "list.pop")
        let given = values.first ?? .integer(-1)
        guard let integer = given.asInteger else {
            throw PythonException.typeError("'\(given.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        guard let index = Int(exactly: integer) else {
            throw PythonException.overflow("Python int too large to convert to C ssize_t")
        }
        guard !list.items.isEmpty else { throw PythonException.indexError("pop from empty list") }
        let place = index < 0 ? index + list.items.count : index
        guard list.items.indices.contains(place) else { throw PythonException.indexError("pop index out of range") }
        try meter.charge((list.items.count - place) / 64)
        return list.items.remove(at: place)
    }

    /// The methods `count` and `index` of lists and tuples.
    func callSequence(_ items: [Object], _ name: String, _ arguments: Arguments, type: String) throws -> Object {
        if name == "count" {
            let value = try arguments.single("\(type).count")
            return .integer(try items.count { try comparison.sameOrEqual($0, value) })
        }
        let values = try arguments.positional("index", 1, 3, keywordsName: "\(type).index")
        guard values.dropFirst().allSatisfy({ $0.asInteger != nil }) else {
            throw PythonException.typeError("slice indices must be integers or have an __index__ method")
        }
        let (start, end) = try range(values.dropFirst(), count: items.count)
        for place in start..<max(start, end) where try comparison.sameOrEqual(items[place], values[0]) {
            return .integer(place)
        }
        let what = type == "list" ? "\(try repr(values[0]).string) is not in list" : "tuple.index(x): x not in tuple"
        throw PythonException.valueError(what)
    }
}
