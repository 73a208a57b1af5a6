import BigInt

extension Interpreter {
    func bounds(_ lower: Expression?, _ upper: Expression?, _ step: Expression?, in scope: Scope) async throws
        -> SliceBounds
    {
        func bound(_ expression: Expression?) async throws -> BigInt? {
            guard let expression else { return nil }
            let value = try await evaluate(expression, in: scope)
            if case .none = value { return nil }
            guard let integer = value.asInteger else {
                place = expression.position
                throw PythonException.typeError(
                    "slice indices must be integers or None or have an __index__ method")
            }
            return integer
        }
        return SliceBounds(lower: try await bound(lower), upper: try await bound(upper), step: try await bound(step))
    }

    // MARK: - Reading

    func item(of object: Object, _ key: Object) async throws -> Object {
        switch object {
        case .dict(let dict):
            guard let value = try dict.get(key, meter: meter) else { throw PythonException.keyError(key) }
            return value
        case .list(let list): return list.items[try index(key, list.items.count, "list index", of: object)]
        case .tuple(let tuple): return tuple.items[try index(key, tuple.items.count, "tuple index", of: object)]
        case .str(let text): return .str(Str([text.scalars[try index(key, text.count, "string index", of: object)]]))
        case .bytes(let bytes): return .integer(Int(bytes[try index(key, bytes.count, "index", of: object)]))
        case .range(let range):
            guard let index = key.asInteger else { throw badIndex(key, of: object) }
            let place = index < 0 ? index + range.count : index
            guard place >= 0, place < range.count else {
                throw PythonException.indexError("range object index out of range")
            }
            return .int(range.value(at: place))
        case .host(let host):
            return try await callItem(host, "__getitem__", [key], failure: "is not subscriptable")
        case .type(let type):
            if ["list", "dict", "tuple", "set", "frozenset", "type"].contains(type.name) {
                throw Unsupported("a generic type")
            }
            throw PythonException.typeError("type '\(type.qualifiedName)' is not subscriptable")
        default: throw PythonException.typeError("'\(object.type.qualifiedName)' object is not subscriptable")
        }
    }

    private func callItem(_ host: any HostObject, _ method: String, _ arguments: [Object], failure: String)
        async throws -> Object
    {
        do {
            return try await host.call(method, Arguments(positional: arguments))
        } catch let exception as PythonException where exception.typeName == "AttributeError" {
            throw PythonException.typeError("'\(host.typeName)' object \(failure)")
        }
    }

    private func badIndex(_ key: Object, of object: Object) -> PythonException {
        let type = key.type.qualifiedName
        switch object {
        case .str: return .typeError("string indices must be integers, not '\(type)'")
        case .bytes: return .typeError("byte indices must be integers or slices, not \(type)")
        default: return .typeError("\(object.typeName) indices must be integers or slices, not \(type)")
        }
    }

    private func index(_ key: Object, _ count: Int, _ name: String, of object: Object)
        throws -> Int
    {
        guard let integer = key.asInteger else { throw badIndex(key, of: object) }
        guard let index = Int(exactly: integer) else {
            throw PythonException.indexError("cannot fit 'int' into an index-sized integer")
        }
        let place = index < 0 ? index + count : index
        guard place >= 0, place < count else {
            throw PythonException.indexError("\(name) out of range")
        }
        return place
    }

    func slice(of object: Object, _ bounds: SliceBounds) throws -> Object {
        switch object {
        case .list(let list): return .list(try pick(list.items, bounds))
        case .tuple(let tuple): return .tuple(try pick(tuple.items, bounds))
        case .str(let text): return .str(Str(try pick(text.scalars, bounds)))
        case .bytes(let bytes): return .bytes(try pick(bytes, bounds))
        case .range(let range):
            let places = try bounds.indices(count: range.count)
            return .range(
                RangeObject(
                    start: range.value(at: places.start), stop: range.value(at: places.stop),
                    step: range.step * places.step))
        case .dict: throw PythonException.typeError("unhashable type: 'slice'")
        case .host: throw Unsupported("a slice of a '\(object.typeName)'")
        default: throw PythonException.typeError("'\(object.type.qualifiedName)' object is not subscriptable")
        }
    }

    private func pick<Item>(_ items: [Item], _ bounds: SliceBounds) throws -> [Item] {
        let places = try bounds.places(count: items.count)
        try meter.charge(places.count / 8)
        return places.map { items[$0] }
    }

    // MARK: - Writing

    func setItem(of object: Object, _ key: Object, to value: Object) async throws {
        switch object {
        case .dict(let dict):
            try dict.set(key, to: value, meter: meter)
        case .list(let list):
            list.items[try index(key, list.items.count, "list assignment index", of: object)] = value
        case .host(let host):
            _ = try await callItem(host, "__setitem__", [key, value], failure: "does not support item assignment")
        default:
            throw PythonException.typeError(
                "'\(object.type.qualifiedName)' object does not support item assignment")
        }
    }

    func setSlice(of object: Object, _ bounds: SliceBounds, to value: Object) async throws {
        guard case .list(let list) = object else {
            if case .dict = object { throw PythonException.typeError("unhashable type: 'slice'") }
            throw PythonException.typeError(
                "'\(object.type.qualifiedName)' object does not support item assignment")
        }
        _ = try bounds.indices(count: BigInt(list.items.count))
        guard isIterable(value) else {
            let isExtended = bounds.step.map { $0 != 1 } ?? false
            throw PythonException.typeError(
                isExtended ? "must assign iterable to extended slice" : "can only assign an iterable")
        }
        let items = try await items(of: value)
        try meter.reserve(items: list.items.count + items.count)
        let range = try bounds.indices(count: BigInt(list.items.count))
        if range.step == 1 {
            let start = Int(range.start)
            list.items.replaceSubrange(start..<max(start, Int(range.stop)), with: items)
            return
        }
        let places = try bounds.places(count: list.items.count)
        guard places.count == items.count else {
            throw PythonException.valueError(
                "attempt to assign sequence of size \(items.count) to extended slice of size \(places.count)")
        }
        for (place, item) in zip(places, items) { list.items[place] = item }
    }

    func deleteItem(of object: Object, _ key: Object) async throws {
        switch object {
        case .dict(let dict):
            guard dict.remove(try Key(key, meter: meter)) != nil else { throw PythonException.keyError(key) }
        case .list(let list):
            try meter.charge(list.items.count / 64)
            list.items.remove(at: try index(key, list.items.count, "list assignment index", of: object))
        case .host(let host):
            _ = try await callItem(host, "__delitem__", [key], failure: "doesn't support item deletion")
        default:
            let verb = isIterable(object) && key.asInteger != nil ? "doesn't" : "does not"
            throw PythonException.typeError("'\(object.type.qualifiedName)' object \(verb) support item deletion")
        }
    }

    func deleteSlice(of object: Object, _ bounds: SliceBounds) throws {
        guard case .list(let list) = object else {
            if case .dict = object { throw PythonException.typeError("unhashable type: 'slice'") }
            throw PythonException.typeError("'\(object.type.qualifiedName)' object does not support item deletion")
        }
        try meter.charge(list.items.count / 8)
        let places = Set(try bounds.places(count: list.items.count))
        list.items = list.items.enumerated().filter { !places.contains($0.offset) }.map(\.element)
    }

    // MARK: - Membership

    func contains(_ container: Object, _ item: Object) async throws -> Bool {
        switch container {
        case .dict(let dict): return try dict.get(item, meter: meter) != nil
        case .set(let set):
            if case .set(let inner) = item, !inner.isFrozen {
                let frozen = Key.set(Set(inner.members.live.map(\.key)))
                return set.members.value(of: frozen) != nil
            }
            return try set.members.get(item, meter: meter) != nil
        case .view(let view) where view.part == .keys: return try view.dict.get(item, meter: meter) != nil
        case .str(let text):
            guard case .str(let part) = item else {
                throw PythonException.typeError(
                    "'in <string>' requires string as left operand, not \(item.type.qualifiedName)")
            }
            return try search(part.scalars, in: text.scalars) != nil
        case .bytes(let bytes):
            if case .bytes(let part) = item { return try search(part, in: bytes) != nil }
            guard let byte = item.asInteger else {
                throw PythonException.typeError(
                    "a bytes-like object is required, not '\(item.type.qualifiedName)'")
            }
            guard byte >= 0, byte < 256 else { throw PythonException.valueError("byte must be in range(0, 256)") }
            return bytes.contains(UInt8(byte))
        case .range(let range):
            if let integer = item.asInteger { return range.index(of: integer) != nil }
            guard case .float(let value) = item else { return false }
            return BigInt(exactly: value).map { range.index(of: $0) != nil } ?? false
        case .host(let host):
            return truth(try await callItem(host, "__contains__", [item], failure: "is not iterable"))
        default:
            guard isIterable(container) else {
                throw PythonException.typeError(
                    "argument of type '\(container.type.qualifiedName)' is not iterable")
            }
            let iterator = try makeIterator(container)
            while let value = try await iterator.next(self) {
                if try comparison.sameOrEqual(value, item) { return true }
            }
            return false
        }
    }
}
