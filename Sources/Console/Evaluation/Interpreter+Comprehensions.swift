extension Interpreter {
    func evaluate(_ comprehension: Comprehension, in scope: Scope) async throws -> Object {
        let iterable = comprehension.clauses[0].iterable
        let first = try await evaluate(iterable, in: scope)
        place = iterable.position
        let inner = Scope(parent: scope, isComprehension: true)
        let source = IteratorObject("generator", sources: [.iterator(try makeIterator(first))], scope: inner) {
            try await $1.advance($0, comprehension)
        }
        switch comprehension.form {
        case .generator: return .iterator(source)
        case .list: return .list(try await drain(source))
        case .set:
            let members = DictObject()
            while let value = try await source.next(self) { try members.set(value, to: .none, meter: meter) }
            return .set(SetObject(members, frozen: false))
        case .dict:
            let dict = DictObject()
            while case .tuple(let pair)? = try await source.next(self) {
                try dict.set(pair.items[0], to: pair.items[1], meter: meter)
            }
            return .dict(dict)
        }
    }

    /// Returns the next element. The sources are the iterators of the clauses entered so far, innermost last.
    private func advance(_ state: IteratorObject, _ comprehension: Comprehension) async throws -> Object? {
        guard let scope = state.scope else { return nil }
        try enterCall()
        defer { depth -= 1 }
        while case .iterator(let iterator)? = state.sources.last {
            let clause = comprehension.clauses[state.sources.count - 1]
            guard let value = try await iterator.next(self) else {
                state.sources.removeLast()
                continue
            }
            try await assign(value, to: clause.target, in: scope)
            guard try await allHold(clause.conditions, in: scope) else { continue }
            if state.sources.count < comprehension.clauses.count {
                let next = comprehension.clauses[state.sources.count].iterable
                let object = try await evaluate(next, in: scope)
                place = next.position
                state.sources.append(.iterator(try makeIterator(object)))
                continue
            }
            return try await element(of: comprehension, in: scope)
        }
        return nil
    }

    private func element(of comprehension: Comprehension, in scope: Scope) async throws -> Object {
        let element = try await evaluate(comprehension.element, in: scope)
        guard let value = comprehension.value else { return element }
        return .tuple([element, try await evaluate(value, in: scope)])
    }

    private func allHold(_ conditions: [Expression], in scope: Scope) async throws -> Bool {
        for condition in conditions where !(try await truth(evaluate(condition, in: scope))) {
            return false
        }
        return true
    }
}
