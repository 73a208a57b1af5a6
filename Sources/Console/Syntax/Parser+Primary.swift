extension Parser {
    /// Parses an atom and its trailers: `.name`, `[…]`, `(…)`.
    mutating func primary() throws -> Expression {
        let start = position
        var value = try atom()
        while let symbol {
            switch symbol {
            case ".":
                index += 1
                let name = try identifier()
                leftOut.useAttribute(name, at: start)
                value = try make(.attribute(value, name), at: start, above: value.height)
            case "[": value = try subscripted(value, at: start)
            case "(":
                let arguments = try arguments()
                let height = max(value.height, arguments.lazy.map(\.expression).height)
                value = try make(.call(value, arguments), at: start, above: height)
            default: return value
            }
        }
        return value
    }

    private mutating func subscripted(_ object: Expression, at start: Position) throws -> Expression {
        index += 1
        if isSymbol("]") { throw unexpected() }
        let value = try nested { parser in
            try parser.isSlice() ? parser.slice(of: object, at: start) : parser.item(of: object, at: start)
        }
        try expect("]")
        return value
    }

    private mutating func item(of object: Expression, at start: Position) throws -> Expression {
        let key = try expressionList()
        if case .starred = key.kind {
            throw SourceError.unsupported("a starred index", at: key.position)
        }
        if isSymbol(":") { throw SourceError.unsupported("a slice in a tuple", at: position) }
        return try make(.item(object, key), at: start, above: max(object.height, key.height))
    }

    /// Whether a slice follows: a `:` before the closing bracket, not inside nested brackets.
    private func isSlice() -> Bool {
        var depth = 0
        var lambdas = 0
        for token in tokens[index...] {
            switch token.kind {
            case .symbol("("), .symbol("["), .symbol("{"): depth += 1
            case .symbol(")"), .symbol("]"), .symbol("}"):
                if depth == 0 { return false }
                depth -= 1
            case .symbol(",") where depth == 0 && lambdas == 0: return false
            case .name("lambda") where depth == 0: lambdas += 1
            case .symbol(":") where depth == 0:
                if lambdas == 0 { return true }
                lambdas -= 1
            default: break
            }
        }
        return false
    }

    private mutating func slice(of object: Expression, at start: Position) throws -> Expression {
        var bounds: [Expression?] = []
        for place in 0..<3 {
            let isEmpty = isSymbol(":") || isSymbol("]")
            bounds.append(isEmpty ? nil : try expression())
            guard place < 2, skip(symbol: ":") else { break }
        }
        if isSymbol(",") { throw SourceError.unsupported("a slice in a tuple", at: position) }
        bounds += Array(repeating: nil, count: 3 - bounds.count)
        return try make(
            .slice(object, lower: bounds[0], upper: bounds[1], step: bounds[2]), at: start,
            above: max(object.height, bounds.lazy.compactMap(\.self).height))
    }

    // MARK: - Calls

    private mutating func arguments() throws -> [CallArgument] {
        index += 1
        return try nested { parser in
            var arguments: [CallArgument] = []
            while !parser.isSymbol(")") {
                let start = parser.position
                let argument = try parser.argument()
                try parser.check(argument, after: arguments, at: start)
                arguments.append(argument)
                guard parser.skip(symbol: ",") else { break }
            }
            try parser.expect(")")
            return arguments
        }
    }

    private mutating func argument() throws -> CallArgument {
        if skip(symbol: "**") { return .unpackedDict(try expression()) }
        if skip(symbol: "*") { return .unpacked(try expression()) }
        if let name = word, case .symbol("=")? = following(1) {
            guard !Self.isKeyword(name) else {
                throw SourceError("expression cannot contain assignment, perhaps you meant \"==\"?", at: position)
            }
            index += 2
            return .keyword(name, try expression())
        }
        let start = position
        let value = try namedExpression()
        guard isWord("for") || isWord("async") else { return .positional(value) }
        let generator = try comprehension(.generator, value, nil, at: start)
        if isSymbol(","), case .symbol(")")? = following(1) { return .positional(generator) }
        return .positional(generator)
    }

    private func check(_ argument: CallArgument, after arguments: [CallArgument], at start: Position) throws {
        switch argument {
        case .positional(let value):
            if case .comprehension(let comprehension) = value.kind, comprehension.form == .generator,
                !arguments.isEmpty || isSymbol(","), !isParenthesized(value)
            {
                throw SourceError("Generator expression must be parenthesized", at: start)
            }
            for earlier in arguments {
                if case .keyword = earlier {
                    throw SourceError("positional argument follows keyword argument", at: start)
                }
                if case .unpackedDict = earlier {
                    throw SourceError("positional argument follows keyword argument unpacking", at: start)
                }
            }
        case .unpacked:
            for case .unpackedDict in arguments {
                throw SourceError("iterable argument unpacking follows keyword argument unpacking", at: start)
            }
        case .keyword(let name, _):
            for case .keyword(name, _) in arguments {
                throw SourceError("keyword argument repeated: \(name)", at: start)
            }
        case .unpackedDict: break
        }
    }

    /// Whether a generator has its own parentheses: it then starts at its bracket, a bare one at its element.
    private func isParenthesized(_ generator: Expression) -> Bool {
        guard case .comprehension(let comprehension) = generator.kind else { return true }
        return comprehension.element.position != generator.position
    }
}
