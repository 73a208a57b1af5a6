import BigInt

extension Interpreter {
    func callIteration(_ name: String, _ arguments: Arguments) async throws -> Object {
        switch name {
        case "zip": return try zip(arguments)
        case "enumerate": return try enumerate(arguments)
        case "map": return try map(arguments)
        case "filter": return try filter(arguments)
        case "reversed": return try reversed(arguments)
        case "iter":
            let values = try arguments.positional(name, 1, 2)
            guard values.count == 1 else { throw Unsupported("`iter` of a callable") }
            return .iterator(try makeIterator(values[0]))
        default: return try await next(arguments)
        }
    }

    private func next(_ arguments: Arguments) async throws -> Object {
        let values = try arguments.positional("next", 1, 2)
        guard case .iterator(let iterator) = values[0] else {
            throw PythonException.typeError("'\(values[0].type.qualifiedName)' object is not an iterator")
        }
        if let value = try await iterator.next(self) { return value }
        guard values.count == 2 else { throw PythonException(type: "StopIteration") }
        return values[1]
    }

    private func bounded(_ iterator: IteratorObject) throws -> Object {
        guard iterator.depth <= meter.limits.depth else {
            throw LimitReached(message: "iterators nest more than \(meter.limits.depth) deep")
        }
        return .iterator(iterator)
    }

    private func zip(_ arguments: Arguments) throws -> Object {
        var isStrict = false
        for (name, value) in arguments.keywords {
            guard name == "strict" else {
                throw PythonException.typeError("'\(name)' is an invalid keyword argument for zip()")
            }
            isStrict = truth(value)
        }
        var sources: [Object] = []
        for value in arguments.positional {
            sources.append(.iterator(try makeIterator(value)))
        }
        let strict = isStrict
        return try bounded(
            IteratorObject("zip", sources: sources) { state, interpreter in
                try await interpreter.zipStep(state, isStrict: strict)
            })
    }

    private func zipStep(_ state: IteratorObject, isStrict: Bool) async throws -> Object? {
        let iterators = state.sources.compactMap { if case .iterator(let iterator) = $0 { iterator } else { nil } }
        var items: [Object] = []
        for (place, iterator) in iterators.enumerated() {
            if let item = try await iterator.next(self) {
                items.append(item)
                continue
            }
            guard isStrict else { return nil }
            if place > 0 { throw Self.uneven(place, "shorter") }
            for (other, iterator) in iterators.enumerated().dropFirst() where try await iterator.next(self) != nil {
                throw Self.uneven(other, "longer")
            }
            return nil
        }
        return items.isEmpty ? nil : .tuple(items)
    }

    private static func uneven(_ place: Int, _ relation: String) -> PythonException {
        let others = place == 1 ? "argument 1" : "arguments 1-\(place)"
        return .valueError("zip() argument \(place + 1) is \(relation) than \(others)")
    }

    private func enumerate(_ arguments: Arguments) throws -> Object {
        guard !arguments.positional.isEmpty || arguments.keywords.contains(where: { $0.name == "iterable" }) else {
            throw PythonException.typeError("enumerate() missing required argument 'iterable'")
        }
        let given = try CArguments(arguments, function: "enumerate", ["iterable", "start"], required: 1)
        let start = given["start"] ?? .int(0)
        guard let first = start.asInteger else {
            throw PythonException.typeError("'\(start.type.qualifiedName)' object cannot be interpreted as an integer")
        }
        let source = try makeIterator(given["iterable"] ?? .none)
        return try bounded(
            IteratorObject("enumerate", sources: [.iterator(source)]) { state, interpreter in
                guard case .iterator(let source)? = state.sources.first else { return nil }
                guard let item = try await source.next(interpreter) else { return nil }
                defer { state.position += 1 }
                return .tuple([.int(first + BigInt(state.position)), item])
            })
    }

    private func map(_ arguments: Arguments) throws -> Object {
        guard arguments.positional.count >= 2 else {
            throw PythonException.typeError("map() must have at least two arguments.")
        }
        guard arguments.keywords.isEmpty else { throw PythonException.typeError("map() takes no keyword arguments") }
        let sources = try arguments.positional.dropFirst().map { Object.iterator(try makeIterator($0)) }
        return try bounded(
            IteratorObject("map", sources: [arguments.positional[0]] + sources) { state, interpreter in
                var items: [Object] = []
                for case .iterator(let source) in state.sources.dropFirst() {
                    guard let item = try await source.next(interpreter) else { return nil }
                    items.append(item)
                }
                return try await interpreter.call(state.sources[0], Arguments(positional: items))
            })
    }

    private func filter(_ arguments: Arguments) throws -> Object {
        let values = try arguments.positional("filter", 2, 2)
        let source = try makeIterator(values[1])
        return try bounded(
            IteratorObject("filter", sources: [values[0], .iterator(source)]) { state, interpreter in
                guard case .iterator(let source) = state.sources[1] else { return nil }
                while let item = try await source.next(interpreter) {
                    if case .none = state.sources[0] {
                        if item.isTrue { return item }
                    } else if try await interpreter.call(state.sources[0], item).isTrue {
                        return item
                    }
                }
                return nil
            })
    }

    private func reversed(_ arguments: Arguments) throws -> Object {
        let values = try arguments.positional("reversed", 1, 1)
        let name: String
        switch values[0] {
        case .list: name = "list_reverseiterator"
        case .str, .bytes, .tuple: name = "reversed"
        case .range: name = "range_iterator"
        case .dict(let dict): return try reversed(DictView(.keys, of: dict))
        case .view(let view): return try reversed(view)
        default: throw PythonException.typeError("'\(values[0].type.qualifiedName)' object is not reversible")
        }
        let count = try length(of: values[0])
        guard let last = Int(exactly: count - 1) else { throw Unsupported("`reversed` of so long a range") }
        let iterator = IteratorObject(name, sources: values) { state, interpreter in
            defer { state.position -= 1 }
            return interpreter.element(of: state.sources[0], at: state.position)
        }
        iterator.position = last
        return .iterator(iterator)
    }

    private func reversed(_ view: DictView) throws -> Object {
        let base = String(view.part.typeName.dropLast())
        try meter.charge(view.dict.count)
        return .iterator(
            IteratorObject(
                base.replacing("_", with: "_reverse") + "iterator", sources: [.list(view.objects.reversed())]
            ) { state, interpreter in
                defer { state.position += 1 }
                return interpreter.element(of: state.sources[0], at: state.position)
            })
    }
}
