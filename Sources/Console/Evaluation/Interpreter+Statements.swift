extension Interpreter {
    enum Flow {
        case onward, leaveLoop, nextTurn
    }

    /// Executes the statements of an example; returns the value of a final expression, or nil if it is None.
    func execute(top statements: [Statement]) async throws -> Object? {
        guard let last = statements.last else { return nil }
        for statement in statements.dropLast() { _ = try await execute(statement, in: globals) }
        guard case .expression(let expression) = last.kind else {
            _ = try await execute(last, in: globals)
            return nil
        }
        let value = try await evaluate(expression, in: globals)
        if case .none = value { return nil }
        // The console shows the value, so a value that has no repr fails here.
        _ = try repr(value)
        lastValue = value
        return value
    }

    private func execute(_ statements: [Statement], in scope: Scope) async throws -> Flow {
        for statement in statements {
            let flow = try await execute(statement, in: scope)
            if flow != .onward { return flow }
        }
        return .onward
    }

    private func execute(_ statement: Statement, in scope: Scope) async throws -> Flow {
        place = statement.position
        try meter.charge(1)
        switch statement.kind {
        case .expression(let expression): try await display(expression, in: scope)
        case .assignment(let targets, let expression):
            let value = try await evaluate(expression, in: scope)
            for target in targets { try await assign(value, to: target, in: scope) }
        case .augmented(let target, let operation, let expression):
            try await augment(target, operation, expression, in: scope)
        case .delete(let targets):
            for target in targets { try await delete(target, in: scope) }
        case .loop(let target, let iterable, let body):
            try await loop(target, iterable, body, in: scope)
        case .choice(let branches, let otherwise):
            return try await choose(branches, otherwise, in: scope)
        case .importModule(let modules):
            for (module, name) in modules { scope.variables[name] = .module(ModuleObject(name: module)) }
        case .importNames(let names):
            try importNames(names, into: scope)
        case .pass: break
        case .leaveLoop: return .leaveLoop
        case .nextTurn: return .nextTurn
        }
        return .onward
    }

    /// Prints the value of an expression statement, as the console does in loops too.
    private func display(_ expression: Expression, in scope: Scope) async throws {
        let value = try await evaluate(expression, in: scope)
        if case .none = value { return }
        lastValue = value
        try write(try repr(value) + "\n")
    }

    private func loop(_ target: Target, _ iterable: Expression, _ body: [Statement], in scope: Scope) async throws {
        let iterator = try makeIterator(try await evaluate(iterable, in: scope))
        while let value = try await iterator.next(self) {
            try await assign(value, to: target, in: scope)
            if try await execute(body, in: scope) == .leaveLoop { break }
        }
    }

    private func choose(_ branches: [Statement.Branch], _ otherwise: [Statement], in scope: Scope) async throws -> Flow
    {
        for branch in branches where try await truth(evaluate(branch.condition, in: scope)) {
            return try await execute(branch.body, in: scope)
        }
        return try await execute(otherwise, in: scope)
    }

    private func importNames(_ names: [(name: String, alias: String, position: Position)], into scope: Scope) throws {
        for (name, alias, position) in names {
            place = position
            guard let value = try DatetimeModule.member(name) else {
                let message = "cannot import name '\(name)' from 'datetime'"
                throw PythonException(type: "ImportError", message: message)
            }
            scope.variables[alias] = value
        }
    }
}
