extension Interpreter {
    /// Counts a call as one level of nesting; the caller must decrement `depth` when the call ends.
    func enterCall() throws {
        guard depth < meter.limits.depth else {
            throw LimitReached(message: "calls nest more than \(meter.limits.depth) deep")
        }
        depth += 1
    }

    func call(_ callee: Expression, _ arguments: [CallArgument], at position: Position, in scope: Scope) async throws
        -> Object
    {
        if case .attribute(let owner, let name) = callee.kind {
            let receiver = try await evaluate(owner, in: scope)
            place = callee.position
            return try await callMethod(receiver, name, arguments, at: position, in: scope)
        }
        let function = try await evaluate(callee, in: scope)
        let evaluated = try await evaluate(arguments, of: function, in: scope)
        place = position
        return try await call(function, evaluated)
    }

    private func callMethod(
        _ receiver: Object, _ name: String, _ arguments: [CallArgument], at position: Position, in scope: Scope
    ) async throws -> Object {
        if case .host(let host) = receiver {
            let value = try host.attribute(name)
            let evaluated = try await evaluate(arguments, of: value ?? .method(MethodObject(receiver, name)), in: scope)
            place = position
            if let value { return try await call(value, evaluated) }
            return try await callHost(host, name, evaluated)
        }
        let method = try attribute(of: receiver, name)
        let evaluated = try await evaluate(arguments, of: method, in: scope)
        place = position
        return try await call(method, evaluated)
    }

    private func callHost(_ host: any HostObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        try enterCall()
        defer { depth -= 1 }
        return try await host.call(name, arguments)
    }

    /// Calls a value of any type.
    func call(_ function: Object, _ arguments: Arguments) async throws -> Object {
        try enterCall()
        defer { depth -= 1 }
        try meter.charge(1)
        switch function {
        case .function(let function): return try await call(function, arguments)
        case .builtin(let function): return try await function.body(arguments)
        case .type(let type): return try await construct(type, arguments)
        case .method(let method): return try await call(method, arguments)
        default: throw PythonException.typeError("'\(function.type.qualifiedName)' object is not callable")
        }
    }

    func call(_ function: Object, _ arguments: Object...) async throws -> Object {
        try await call(function, Arguments(positional: arguments))
    }

    private func call(_ method: MethodObject, _ arguments: Arguments) async throws -> Object {
        switch method.receiver {
        case .module: return try await callBuiltin(method.name, arguments)
        case .host(let host): return try await host.call(method.name, arguments)
        case .type(let type):
            if Members.isClassMethod(method.name, of: type) {
                return try await callClassMethod(type, method.name, arguments)
            }
            return try await callUnbound(type, method.name, arguments)
        default: return try await callMethod(method.receiver, method.name, arguments)
        }
    }

    private func callUnbound(_ type: TypeObject, _ name: String, _ arguments: Arguments) async throws -> Object {
        guard let receiver = arguments.positional.first else {
            throw PythonException.typeError("unbound method \(type.name).\(name)() needs an argument")
        }
        guard receiver.type.derives(from: type) else {
            throw PythonException.typeError(
                "descriptor '\(name)' for '\(type.qualifiedName)' objects doesn't apply to a "
                    + "'\(receiver.type.qualifiedName)' object")
        }
        var rest = arguments
        rest.positional.removeFirst()
        return try await callMethod(receiver, name, rest)
    }

    // MARK: - Arguments

    private func evaluate(_ arguments: [CallArgument], of function: Object, in scope: Scope) async throws -> Arguments {
        var result = Arguments()
        var names: Set<[UInt8]> = []
        func add(_ name: String, _ value: Object) throws {
            try meter.charge(1)
            // As bytes: Swift takes texts for equal that Python does not.
            guard names.insert(Array(name.utf8)).inserted else {
                throw PythonException.typeError(
                    "\(title(of: function)) got multiple values for keyword argument '\(name)'")
            }
            result.keywords.append((name, value))
        }
        for argument in arguments {
            switch argument {
            case .positional(let expression):
                result.positional.append(try await evaluate(expression, in: scope))
            case .keyword(let name, let expression):
                let value = try await evaluate(expression, in: scope)
                place = expression.position
                try add(name, value)
            case .unpacked(let expression):
                let value = try await evaluate(expression, in: scope)
                place = expression.position
                guard isIterable(value) else {
                    throw PythonException.typeError(
                        "\(title(of: function)) argument after * must be an iterable, not \(value.type.qualifiedName)")
                }
                result.positional += try await items(of: value)
                try meter.reserve(items: result.positional.count)
            case .unpackedDict(let expression):
                let value = try await evaluate(expression, in: scope)
                place = expression.position
                guard case .dict(let dict) = value else {
                    throw PythonException.typeError(
                        "\(title(of: function)) argument after ** must be a mapping, not \(value.type.qualifiedName)")
                }
                for entry in dict.live {
                    guard case .str(let name) = entry.name else {
                        throw PythonException.typeError("keywords must be strings")
                    }
                    try add(name.string, entry.value)
                }
            }
        }
        return result
    }

    /// The name of a function in messages about its arguments.
    private func title(of function: Object) -> String {
        switch function {
        case .function: "__main__.<lambda>()"
        case .type(let type): "\(type.qualifiedName)()"
        case .builtin(let function): "\(function.name)()"
        case .method(let method):
            switch method.receiver {
            case .module: "\(method.name)()"
            default: "\(method.receiver.typeName).\(method.name)()"
            }
        default: "\(function.typeName) object"
        }
    }

    // MARK: - Lambda

    func makeFunction(_ parameters: LambdaParameters, _ body: Expression, in scope: Scope) async throws -> Object {
        var defaults: [String: Object] = [:]
        for parameter in parameters.positional + parameters.keywordOnly {
            if let fallback = parameter.fallback {
                defaults[parameter.name] = try await evaluate(fallback, in: scope)
            }
        }
        return .function(FunctionObject(parameters: parameters, body: body, defaults: defaults, scope: scope))
    }

    private func call(_ function: FunctionObject, _ arguments: Arguments) async throws -> Object {
        let scope = Scope(parent: function.scope)
        for (name, value) in try LambdaBinding(function).bind(arguments) { scope.variables[name] = value }
        return try await evaluate(function.body, in: scope)
    }
}
