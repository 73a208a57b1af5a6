import BigInt

extension Parser {
    mutating func atom() throws -> Expression {
        let start = position
        switch current.kind {
        case .int(let value): return try constant(.int(value))
        case .float(let value): return try constant(.float(value))
        case .string: return try strings()
        case .name(let name): return try nameOrConstant(name)
        case .symbol("("): return try parenthesized()
        case .symbol("["): return try listDisplay()
        case .symbol("{"): return try braces()
        case .symbol("..."): return try constant(.ellipsis)
        case .symbol("*"): throw SourceError("can't use starred expression here", at: start)
        default: throw unexpected()
        }
    }

    private mutating func constant(_ value: Object) throws -> Expression {
        let start = position
        index += 1
        return try make(.constant(value), at: start)
    }

    private mutating func nameOrConstant(_ name: String) throws -> Expression {
        switch name {
        case "None": return try constant(.none)
        case "True": return try constant(.bool(true))
        case "False": return try constant(.bool(false))
        default:
            guard !Self.isKeyword(name) else { throw unexpected() }
            let start = position
            index += 1
            leftOut.use(name, at: start)
            return try make(.name(name), at: start)
        }
    }

    // MARK: - Displays

    private mutating func parenthesized() throws -> Expression {
        let start = position
        index += 1
        if skip(symbol: ")") { return try make(.tuple([]), at: start) }
        return try nested { parser in
            let first = try parser.starredOrExpression()
            if parser.startsClauses {
                let generator = try parser.comprehension(.generator, first, nil, at: start)
                try parser.expect(")")
                return generator
            }
            guard parser.isSymbol(",") else {
                try parser.expect(")")
                if case .starred = first.kind {
                    throw SourceError("cannot use starred expression here", at: first.position)
                }
                return first
            }
            let items = try parser.items(after: first, until: ")")
            return try parser.make(.tuple(items), at: start, above: items.height)
        }
    }

    private mutating func listDisplay() throws -> Expression {
        let start = position
        index += 1
        if skip(symbol: "]") { return try make(.list([]), at: start) }
        return try nested { parser in
            let first = try parser.starredOrExpression()
            if parser.startsClauses {
                let list = try parser.comprehension(.list, first, nil, at: start)
                try parser.expect("]")
                return list
            }
            let items = try parser.items(after: first, until: "]")
            return try parser.make(.list(items), at: start, above: items.height)
        }
    }

    private mutating func items(after first: Expression, until closing: Symbol) throws -> [Expression] {
        var items = [first]
        while skip(symbol: ",") {
            if isSymbol(closing) { break }
            items.append(try starredOrExpression())
        }
        try expect(closing)
        return items
    }

    private mutating func braces() throws -> Expression {
        let start = position
        index += 1
        if skip(symbol: "}") { return try make(.dict([]), at: start) }
        return try nested { parser in
            if parser.isSymbol("**") { return try parser.dictDisplay([], at: start) }
            let first = try parser.starredOrExpression()
            if parser.skip(symbol: ":") {
                let value = try parser.expression()
                if parser.startsClauses {
                    let dict = try parser.comprehension(.dict, first, value, at: start)
                    try parser.expect("}")
                    return dict
                }
                return try parser.dictDisplay([.pair(first, value)], at: start)
            }
            if parser.startsClauses {
                let set = try parser.comprehension(.set, first, nil, at: start)
                try parser.expect("}")
                return set
            }
            let items = try parser.items(after: first, until: "}")
            return try parser.make(.set(items), at: start, above: items.height)
        }
    }

    private mutating func dictDisplay(_ first: [DictItem], at start: Position) throws -> Expression {
        var items = first
        while items.isEmpty || skip(symbol: ",") {
            if isSymbol("}") { break }
            if skip(symbol: "**") {
                items.append(.unpacked(try nested { try $0.binary(above: Precedence.bitOr) }))
                continue
            }
            let key = try expression()
            try expect(":")
            items.append(.pair(key, try expression()))
        }
        try expect("}")
        let height = items.reduce(0) { height, item in
            switch item {
            case .pair(let key, let value): max(height, key.height, value.height)
            case .unpacked(let value): max(height, value.height)
            }
        }
        return try make(.dict(items), at: start, above: height)
    }

    // MARK: - Comprehensions

    var startsClauses: Bool { isWord("for") || isWord("async") }

    mutating func comprehension(
        _ form: Comprehension.Form, _ element: Expression, _ value: Expression?, at start: Position
    ) throws -> Expression {
        if case .starred = element.kind {
            throw SourceError("iterable unpacking cannot be used in comprehension", at: element.position)
        }
        var clauses: [Comprehension.Clause] = []
        while startsClauses {
            if isWord("async") { throw unexpected() }
            index += 1
            let target = try targetList()
            guard skip(word: "in") else { throw unexpected("expected 'in'") }
            var clause = Comprehension.Clause(target: target, iterable: try disjunction(), conditions: [])
            while skip(word: "if") {
                clause.conditions.append(try disjunction())
            }
            clauses.append(clause)
            guard clauses.count <= 20 else { throw tooDeep(position) }
        }
        let children = [element] + [value].compactMap(\.self) + clauses.flatMap { [$0.iterable] + $0.conditions }
        let comprehension = Comprehension(form: form, element: element, value: value, clauses: clauses)
        return try make(.comprehension(comprehension), at: start, above: children.height)
    }

    // MARK: - Lambda

    mutating func lambda() throws -> Expression {
        let start = position
        index += 1
        let parameters = try lambdaParameters()
        try expect(":")
        let body = try expression()
        let defaults = (parameters.positional + parameters.keywordOnly).compactMap(\.fallback)
        return try make(.lambda(parameters, body), at: start, above: max(defaults.height, body.height))
    }

    private mutating func lambdaParameters() throws -> LambdaParameters {
        var parameters = LambdaParameters()
        var names: Set<String> = []
        var isKeywordOnly = false
        while !isSymbol(":") {
            let start = position
            if skip(symbol: "**") {
                parameters.keywords = try parameterName(&names, at: start)
                _ = skip(symbol: ",")
                guard isSymbol(":") else {
                    throw SourceError("arguments cannot follow var-keyword argument", at: position)
                }
                break
            } else if skip(symbol: "/") {
                guard !isKeywordOnly, parameters.positionalOnly == 0, !parameters.positional.isEmpty else {
                    throw SourceError("invalid syntax: unexpected '/'", at: start)
                }
                parameters.positionalOnly = parameters.positional.count
            } else if skip(symbol: "*") {
                guard !isKeywordOnly else { throw SourceError("* argument may appear only once", at: start) }
                isKeywordOnly = true
                if word != nil {
                    parameters.rest = try parameterName(&names, at: start)
                } else if case .name? = following(1), isSymbol(",") {
                } else {
                    throw SourceError("named arguments must follow bare *", at: start)
                }
            } else {
                let name = try parameterName(&names, at: start)
                let fallback = skip(symbol: "=") ? try expression() : nil
                if !isKeywordOnly, fallback == nil, parameters.positional.last?.fallback != nil {
                    throw SourceError("non-default argument follows default argument", at: start)
                }
                let parameter = LambdaParameters.Parameter(name: name, fallback: fallback)
                if isKeywordOnly {
                    parameters.keywordOnly.append(parameter)
                } else {
                    parameters.positional.append(parameter)
                }
            }
            guard skip(symbol: ",") else { break }
        }
        return parameters
    }

    private mutating func parameterName(_ names: inout Set<String>, at start: Position) throws -> String {
        let name = try identifier()
        leftOut.bind(name)
        guard names.insert(name).inserted else {
            throw SourceError("duplicate argument '\(name)' in function definition", at: start)
        }
        return name
    }
}
