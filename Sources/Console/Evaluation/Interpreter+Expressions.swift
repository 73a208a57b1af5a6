extension Interpreter {
    func evaluate(_ expression: Expression, in scope: Scope) async throws -> Object {
        try meter.charge(1)
        switch expression.kind {
        case .constant(let value): return value
        case .name(let name): return try lookup(name, at: expression.position, in: scope)
        case .attribute(let owner, let name):
            let object = try await evaluate(owner, in: scope)
            place = expression.position
            return try attribute(of: object, name)
        case .item(let owner, let key):
            let object = try await evaluate(owner, in: scope)
            let index = try await evaluate(key, in: scope)
            place = expression.position
            return try await item(of: object, index)
        case .slice(let owner, let lower, let upper, let step):
            let object = try await evaluate(owner, in: scope)
            let bounds = try await bounds(lower, upper, step, in: scope)
            place = expression.position
            return try slice(of: object, bounds)
        case .call(let callee, let arguments):
            return try await call(callee, arguments, at: expression.position, in: scope)
        case .unary, .binary, .comparison, .and, .or, .not, .conditional:
            return try await operation(expression, in: scope)
        case .list, .tuple, .set, .dict: return try await display(of: expression, in: scope)
        case .starred: throw Unsupported("a starred expression here")
        case .comprehension(let comprehension):
            return try await evaluate(comprehension, in: scope)
        case .lambda(let parameters, let body): return try await makeFunction(parameters, body, in: scope)
        case .formatted(let pieces): return .str(try await format(pieces, in: scope))
        case .walrus(let name, let value):
            let object = try await evaluate(value, in: scope)
            scope.walrusScope.variables[name] = object
            return object
        }
    }

    func lookup(_ name: String, at position: Position, in scope: Scope) throws -> Object {
        if let value = scope.lookup(name) { return value }
        place = position
        if name == "_", let lastValue { return lastValue }
        if let value = try Builtins.named(name) { return value }
        throw Self.undefined(name)
    }

    static func undefined(_ name: String) -> PythonException {
        PythonException(type: "NameError", message: "name '\(name)' is not defined")
    }

    // MARK: - Operators

    private func operation(_ expression: Expression, in scope: Scope) async throws -> Object {
        switch expression.kind {
        case .unary(let operation, let operand):
            let value = try await evaluate(operand, in: scope)
            place = expression.position
            return try operators.unary(operation, value)
        case .binary(let first, let rest):
            var value = try await evaluate(first, in: scope)
            for (operation, operand) in rest {
                let right = try await evaluate(operand, in: scope)
                place = expression.position
                value = try await binary(operation, value, right)
            }
            return value
        case .comparison(let first, let rest): return try await compare(first, rest, in: scope)
        case .and(let operands): return try await decide(operands, until: false, in: scope)
        case .or(let operands): return try await decide(operands, until: true, in: scope)
        case .not(let operand): return .bool(!(try await truth(evaluate(operand, in: scope))))
        case .conditional(let condition, let then, let otherwise):
            let holds = try await truth(evaluate(condition, in: scope))
            return try await evaluate(holds ? then : otherwise, in: scope)
        default: return .none
        }
    }

    private func binary(_ operation: BinaryOperator, _ left: Object, _ right: Object) async throws -> Object {
        if operation == .modulo, let formatted = try await percentFormat(left, right) { return formatted }
        return try operators.binary(operation, left, right)
    }

    private func decide(_ operands: [Expression], until end: Bool, in scope: Scope) async throws -> Object {
        var value = Object.none
        for operand in operands {
            value = try await evaluate(operand, in: scope)
            if truth(value) == end { break }
        }
        return value
    }

    private func compare(_ first: Expression, _ rest: [(ComparisonOperator, Expression)], in scope: Scope)
        async throws -> Object
    {
        var left = try await evaluate(first, in: scope)
        var last = first
        for (operation, operand) in rest {
            let right = try await evaluate(operand, in: scope)
            place = first.position
            guard try await holds(operation, left, right) else {
                lastFailure = ComparisonRecord(
                    first: last.position, second: operand.position, left: left, right: right)
                return .bool(false)
            }
            last = operand
            left = right
        }
        return .bool(true)
    }

    private func holds(_ operation: ComparisonOperator, _ left: Object, _ right: Object) async throws -> Bool {
        switch operation {
        case .isIn: try await contains(right, left)
        case .notIn: !(try await contains(right, left))
        default: try comparison.holds(operation, left, right)
        }
    }

    func truth(_ value: Object) -> Bool { value.isTrue }

    // MARK: - Displays

    private func display(of expression: Expression, in scope: Scope) async throws -> Object {
        switch expression.kind {
        case .list(let items): return .list(try await evaluate(items, in: scope))
        case .tuple(let items): return .tuple(try await evaluate(items, in: scope))
        case .set(let items):
            let members = DictObject()
            for item in try await evaluate(items, in: scope) {
                try members.set(item, to: .none, meter: meter)
            }
            return .set(SetObject(members, frozen: false))
        case .dict(let items): return .dict(try await evaluate(items, in: scope))
        default: return .none
        }
    }

    private func evaluate(_ expressions: [Expression], in scope: Scope) async throws -> [Object] {
        var values: [Object] = []
        for expression in expressions {
            if case .starred(let inner) = expression.kind {
                let value = try await evaluate(inner, in: scope)
                place = inner.position
                guard isIterable(value) else {
                    throw PythonException.typeError(
                        "Value after * must be an iterable, not \(value.type.qualifiedName)")
                }
                values += try await items(of: value)
                try meter.reserve(items: values.count)
            } else {
                values.append(try await evaluate(expression, in: scope))
            }
        }
        return values
    }

    private func evaluate(_ items: [DictItem], in scope: Scope) async throws -> DictObject {
        let dict = DictObject()
        for item in items {
            switch item {
            case .pair(let key, let value):
                let name = try await evaluate(key, in: scope)
                let object = try await evaluate(value, in: scope)
                place = key.position
                try dict.set(name, to: object, meter: meter)
            case .unpacked(let expression):
                let value = try await evaluate(expression, in: scope)
                place = expression.position
                guard case .dict(let other) = value else {
                    throw PythonException.typeError("'\(value.type.qualifiedName)' object is not a mapping")
                }
                for entry in other.live { dict.set(entry.key, name: entry.name, to: entry.value) }
            }
        }
        return dict
    }

    // MARK: - f-strings

    private func format(_ pieces: [FormatPiece], in scope: Scope) async throws -> Str {
        var scalars: [Unicode.Scalar] = []
        for piece in pieces {
            switch piece {
            case .text(let text): scalars += text.scalars
            case .field(let expression, let conversion, let spec):
                let value = try await evaluate(expression, in: scope)
                place = expression.position
                let text = try await format(spec, in: scope)
                scalars += try format(try convert(value, conversion), text).scalars
            }
            try meter.reserve(scalars.count)
        }
        return Str(scalars)
    }

    func convert(_ value: Object, _ conversion: Character?) throws -> Object {
        switch conversion {
        case "r": .str(try repr(value))
        case "s": .str(try str(value))
        case "a": .str(Representation.ascii(try repr(value)))
        default: value
        }
    }
}
