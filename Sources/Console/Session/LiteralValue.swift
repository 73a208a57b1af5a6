import BigInt

/// Evaluates expressions that need no session: literals and constructor calls.
struct LiteralValue {
    private let meter = Meter()

    /// Evaluates a text; returns nil if it is not such an expression.
    static func parse(_ text: String) -> Object? {
        guard let expression = Parser.expression(text) else { return nil }
        return try? LiteralValue().evaluate(expression)
    }

    private struct NotLiteral: Error {}

    private func evaluate(_ expression: Expression) throws -> Object {
        switch expression.kind {
        case .constant(let value):
            if case .ellipsis = value { throw NotLiteral() }
            return value
        case .list(let items): return .list(try items.map(evaluate))
        case .tuple(let items): return .tuple(try items.map(evaluate))
        case .set(let items): return .set(try SetObject(try items.map(evaluate)))
        case .dict(let items): return try evaluate(items)
        case .unary(let operation, let operand):
            return try Operators(meter: meter).unary(operation, try evaluate(operand))
        case .name("nan"): return .float(.nan)
        case .name("inf"): return .float(.infinity)
        case .call(let callee, let arguments): return try call(callee, arguments)
        case .attribute: return try constant(try path(expression))
        default: throw NotLiteral()
        }
    }

    private func evaluate(_ items: [DictItem]) throws -> Object {
        let dict = DictObject()
        for item in items {
            guard case .pair(let key, let value) = item else { throw NotLiteral() }
            try dict.set(try evaluate(key), to: try evaluate(value), meter: meter)
        }
        return .dict(dict)
    }

    /// Splits `a.b.c` into its names.
    private func path(_ expression: Expression) throws -> [String] {
        switch expression.kind {
        case .name(let name): return [name]
        case .attribute(let owner, let name): return try path(owner) + [name]
        default: throw NotLiteral()
        }
    }

    private func constant(_ path: [String]) throws -> Object {
        if path.suffix(2) == ["timezone", "utc"] || path == ["datetime", "UTC"] { return .timezone(.utc) }
        throw NotLiteral()
    }

    private func call(_ callee: Expression, _ arguments: [CallArgument]) throws -> Object {
        var given = Arguments()
        for argument in arguments {
            switch argument {
            case .positional(let value): given.positional.append(try evaluate(value))
            case .keyword(let name, let value): given.keywords.append((name, try evaluate(value)))
            case .unpacked, .unpackedDict: throw NotLiteral()
            }
        }
        var path = try path(callee)
        let name = path.removeLast()
        if path.isEmpty, let value = try builtin(name, given) { return value }
        let type = TypeObject(name: name, module: "datetime")
        guard path.isEmpty || path == ["datetime"], let value = try DatetimeModule.construct(type, given) else {
            throw NotLiteral()
        }
        return value
    }

    private func builtin(_ name: String, _ arguments: Arguments) throws -> Object? {
        guard arguments.keywords.isEmpty, arguments.positional.count <= 1 else { return nil }
        switch (name, arguments.positional.first) {
        case ("set", nil): return .set(SetObject())
        case ("frozenset", nil): return .set(SetObject(frozen: true))
        case ("frozenset", .set(let set)): return .set(SetObject(set.members, frozen: true))
        case ("frozenset", .list(let list)): return .set(try SetObject(list.items, frozen: true))
        case ("float", .str(let text)):
            guard let value = IntegerConversion.parseFloat(text.scalars) else { throw NotLiteral() }
            return .float(value)
        default: return nil
        }
    }
}
