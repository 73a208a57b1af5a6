extension Interpreter {
    func callDict(_ dict: DictObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        switch name {
        case "keys", "values", "items":
            try arguments.none("dict.\(name)")
            let part: DictView.Part = name == "keys" ? .keys : name == "values" ? .values : .items
            return .view(DictView(part, of: dict))
        case "get":
            let values = try arguments.positional("get", 1, 2, keywordsName: "dict.get")
            return try dict.get(values[0], meter: meter) ?? (values.count > 1 ? values[1] : .none)
        case "setdefault":
            let values = try arguments.positional("setdefault", 1, 2, keywordsName: "dict.setdefault")
            if let value = try dict.get(values[0], meter: meter) { return value }
            let fallback = values.count > 1 ? values[1] : .none
            try dict.set(values[0], to: fallback, meter: meter)
            return fallback
        case "pop":
            let values = try arguments.positional("pop", 1, 2, keywordsName: "dict.pop")
            if let value = dict.remove(try Key(values[0], meter: meter)) { return value }
            guard values.count > 1 else { throw PythonException.keyError(values[0]) }
            return values[1]
        case "popitem":
            try arguments.none("dict.popitem")
            guard let entry = dict.last else {
                throw PythonException.keyError("popitem(): dictionary is empty")
            }
            dict.remove(entry.key)
            return .tuple([entry.name, entry.value])
        case "update": try await update(dict, arguments, function: "dict.update")
        case "clear":
            try arguments.none("dict.clear")
            dict.removeAll()
        case "copy":
            try arguments.none("dict.copy")
            try meter.charge(dict.count / 8)
            return .dict(dict.copy())
        default: throw Unsupported("`dict.\(name)`")
        }
        return .none
    }

    // MARK: - Sets

    func callSet(_ set: SetObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        let type = set.isFrozen ? "frozenset" : "set"
        switch name {
        case "add":
            try set.members.set(try arguments.single("set.add"), to: .none, meter: meter)
        case "remove", "discard":
            let value = try arguments.single("set.\(name)")
            let removed = set.members.remove(try Key(value, meter: meter))
            if removed == nil, name == "remove" { throw PythonException.keyError(value) }
        case "pop":
            try arguments.none("set.pop")
            guard let entry = set.members.first else { throw PythonException.keyError("pop from an empty set") }
            set.members.remove(entry.key)
            return entry.name
        case "clear":
            try arguments.none("set.clear")
            set.members.removeAll()
        case "copy":
            try arguments.none("\(type).copy")
            return set.isFrozen ? .set(set) : .set(SetObject(set.members.copy(), frozen: false))
        case "isdisjoint", "issubset", "issuperset":
            let other = try await members(of: try arguments.single("\(type).\(name)"))
            return .bool(Self.relation(name, set.members, other))
        default: return try await combine(set, name, arguments)
        }
        return .none
    }

    private static func relation(_ name: String, _ left: DictObject, _ right: DictObject) -> Bool {
        switch name {
        case "issubset": SetAlgebra.isSubset(left, right)
        case "issuperset": SetAlgebra.isSubset(right, left)
        default: left.live.allSatisfy { right.value(of: $0.key) == nil }
        }
    }

    private func members(of object: Object) async throws -> DictObject {
        if case .set(let set) = object { return set.members }
        let members = DictObject()
        for item in try await items(of: object) { try members.set(item, to: .none, meter: meter) }
        return members
    }

    private static let operations: [String: BinaryOperator] = [
        "union": .or, "update": .or, "intersection": .and, "intersection_update": .and, "difference": .subtract,
        "difference_update": .subtract, "symmetric_difference": .xor, "symmetric_difference_update": .xor,
    ]

    private func combine(_ set: SetObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        guard let operation = Self.operations[name] else { throw Unsupported("`set.\(name)`") }
        let type = set.isFrozen ? "frozenset" : "set"
        let others =
            operation == .xor
            ? [try arguments.single("\(type).\(name)")]
            : try arguments.positional("\(type).\(name)", 0, .max)
        var result = set.members
        for other in others {
            let right = try await members(of: other)
            try meter.charge(result.count + right.count)
            result = SetAlgebra.combine(operation, result, right) ?? result
        }
        guard name == "update" || name.hasSuffix("_update") else {
            return .set(SetObject(result.copy(), frozen: set.isFrozen))
        }
        let entries = result.live
        set.members.removeAll()
        for entry in entries { set.members.set(entry.key, name: entry.name, to: .none) }
        return .none
    }
}
