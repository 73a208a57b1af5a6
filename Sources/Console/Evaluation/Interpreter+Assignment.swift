import BigInt

extension Interpreter {
    func assign(_ value: Object, to target: Target, in scope: Scope) async throws {
        switch target {
        case .name(let name, _): scope.variables[name] = value
        case .attribute(let owner, let name, let position):
            let object = try await evaluate(owner, in: scope)
            place = position
            try setAttribute(of: object, name, to: value)
        case .item(let owner, let key, let position):
            let object = try await evaluate(owner, in: scope)
            let index = try await evaluate(key, in: scope)
            place = position
            try await setItem(of: object, index, to: value)
        case .slice(let owner, let lower, let upper, let step, let position):
            let object = try await evaluate(owner, in: scope)
            let bounds = try await bounds(lower, upper, step, in: scope)
            place = position
            try await setSlice(of: object, bounds, to: value)
        case .sequence(let targets, let position): try await unpack(value, to: targets, at: position, in: scope)
        case .starred(let inner, _): try await assign(value, to: inner, in: scope)
        }
    }

    private func unpack(_ value: Object, to targets: [Target], at position: Position, in scope: Scope) async throws {
        place = position
        let star = targets.firstIndex { if case .starred = $0 { true } else { false } }
        var items = try await unpacked(value, limit: star == nil ? targets.count : nil)
        if let star {
            let required = targets.count - 1
            guard items.count >= required else {
                throw PythonException.valueError(
                    "not enough values to unpack (expected at least \(required), got \(items.count))")
            }
            let end = items.count - (required - star)
            items = Array(items[..<star]) + [.list(Array(items[star..<end]))] + Array(items[end...])
        } else if items.count > targets.count {
            throw PythonException.valueError("too many values to unpack (expected \(targets.count))")
        } else if items.count < targets.count {
            throw PythonException.valueError(
                "not enough values to unpack (expected \(targets.count), got \(items.count))")
        }
        for (target, item) in zip(targets, items) {
            try await assign(item, to: target, in: scope)
        }
    }

    /// Returns the items of a value; with a limit, at most one item more than that.
    private func unpacked(_ value: Object, limit: Int?) async throws -> [Object] {
        guard isIterable(value) else {
            throw PythonException.typeError("cannot unpack non-iterable \(value.type.qualifiedName) object")
        }
        let iterator = try makeIterator(value)
        var items: [Object] = []
        while limit.map({ items.count <= $0 }) ?? true, let item = try await iterator.next(self) {
            items.append(item)
        }
        return items
    }

    // MARK: - Augmented assignment

    func augment(_ target: Target, _ operation: BinaryOperator, _ expression: Expression, in scope: Scope) async throws
    {
        switch target {
        case .name(let name, let position):
            let old = try lookup(name, at: position, in: scope)
            scope.variables[name] = try await combine(old, operation, expression, in: scope)
        case .attribute(let owner, let name, let position):
            let object = try await evaluate(owner, in: scope)
            let old = try attribute(of: object, name)
            let new = try await combine(old, operation, expression, in: scope)
            place = position
            try setAttribute(of: object, name, to: new)
        case .item(let owner, let key, let position):
            let object = try await evaluate(owner, in: scope)
            let index = try await evaluate(key, in: scope)
            let old = try await item(of: object, index)
            let new = try await combine(old, operation, expression, in: scope)
            place = position
            try await setItem(of: object, index, to: new)
        case .slice(let owner, let lower, let upper, let step, let position):
            let object = try await evaluate(owner, in: scope)
            let bounds = try await bounds(lower, upper, step, in: scope)
            let old = try slice(of: object, bounds)
            let new = try await combine(old, operation, expression, in: scope)
            place = position
            try await setSlice(of: object, bounds, to: new)
        case .sequence, .starred: break
        }
    }

    private func combine(_ old: Object, _ operation: BinaryOperator, _ expression: Expression, in scope: Scope)
        async throws -> Object
    {
        let right = try await evaluate(expression, in: scope)
        place = expression.position
        switch (old, operation, right) {
        case (.list(let list), .add, _):
            let items = try await items(of: right)
            try meter.reserve(items: list.items.count + items.count)
            list.items += items
            return old
        case (.list(let list), .multiply, _):
            guard case .list(let product) = try operators.binary(operation, old, right, symbol: "*=") else {
                return old
            }
            list.items = product.items
            return old
        case (.dict(let dict), .or, _):
            try await update(dict, Arguments(positional: [right]), function: "dict.update")
            return old
        case (.set(let set), .or, .set(let other)) where !set.isFrozen:
            for entry in other.members.live { set.members.set(entry.key, name: entry.name, to: .none) }
            return old
        case (.set(let set), .and, .set), (.set(let set), .subtract, .set), (.set(let set), .xor, .set):
            guard !set.isFrozen else { break }
            let new = try operators.binary(operation, old, right, symbol: operation.rawValue + "=")
            guard case .set(let result) = new else { return new }
            let entries = result.members.live
            set.members.removeAll()
            for entry in entries { set.members.set(entry.key, name: entry.name, to: .none) }
            return old
        default: break
        }
        return try operators.binary(operation, old, right, symbol: operation.rawValue + "=")
    }

    // MARK: - Deletion

    func delete(_ target: Target, in scope: Scope) async throws {
        place = target.position
        switch target {
        case .name(let name, _):
            guard scope.variables.removeValue(forKey: name) != nil else { throw Self.undefined(name) }
        case .attribute(let owner, let name, _):
            let object = try await evaluate(owner, in: scope)
            throw Unsupported("`del` of the attribute '\(name)' of a '\(object.typeName)'")
        case .item(let owner, let key, let position):
            let object = try await evaluate(owner, in: scope)
            let index = try await evaluate(key, in: scope)
            place = position
            try await deleteItem(of: object, index)
        case .slice(let owner, let lower, let upper, let step, let position):
            let object = try await evaluate(owner, in: scope)
            let bounds = try await bounds(lower, upper, step, in: scope)
            place = position
            try deleteSlice(of: object, bounds)
        case .sequence(let targets, _):
            for target in targets { try await delete(target, in: scope) }
        case .starred: break
        }
    }
}
