extension Parser {
    /// Parses a line of simple statements, or one compound statement.
    mutating func readStatements(into statements: inout [Statement]) throws {
        if case .indent = current.kind { throw SourceError("unexpected indent", at: position) }
        switch word {
        case "for": statements.append(try loop())
        case "if": statements.append(try choice())
        default: try readSimpleLine(into: &statements)
        }
    }

    private mutating func readSimpleLine(into statements: inout [Statement]) throws {
        statements.append(try simple())
        while skip(symbol: ";") {
            if case .newline = current.kind { break }
            statements.append(try simple())
        }
        guard case .newline = current.kind else { throw unexpected() }
        index += 1
    }

    private mutating func simple() throws -> Statement {
        let start = position
        if let name = word {
            if Self.isKeyword(name), Self.leftOutKeywords.contains(name) {
                throw SourceError.unsupported("`\(name)`", at: start)
            }
            if let kind = try keywordStatement(name) { return Statement(kind: kind, position: start) }
        }
        return Statement(kind: try expressionStatement(), position: start)
    }

    private mutating func keywordStatement(_ name: String) throws -> Statement.Kind? {
        switch name {
        case "pass":
            index += 1
            return .pass
        case "break", "continue":
            guard loops > 0 else {
                throw SourceError(
                    name == "break" ? "'break' outside loop" : "'continue' not properly in loop", at: position)
            }
            index += 1
            return name == "break" ? .leaveLoop : .nextTurn
        case "del":
            index += 1
            return .delete(try deletion())
        case "import": return try importModule()
        case "from": return try importNames()
        default: return nil
        }
    }

    private mutating func deletion() throws -> [Target] {
        let list = try expressionList()
        func flatten(_ target: Target) throws -> [Target] {
            switch target {
            case .sequence(let targets, _): return try targets.flatMap(flatten)
            case .starred(_, let position): throw SourceError("cannot delete starred", at: position)
            default: return [target]
            }
        }
        return try flatten(try target(list, verb: "delete"))
    }

    private mutating func expressionStatement() throws -> Statement.Kind {
        let first = try expressionList()
        if let operation = symbol?.augmentation {
            return try augmented(first, operation)
        }
        if isSymbol(":") { throw SourceError.unsupported("an annotation", at: position) }
        guard isSymbol("=") else {
            if case .starred = first.kind { throw SourceError("can't use starred expression here", at: first.position) }
            return .expression(first)
        }
        var targets: [Target] = []
        var value = first
        while skip(symbol: "=") {
            if case .starred = value.kind {
                throw SourceError("starred assignment target must be in a list or tuple", at: value.position)
            }
            targets.append(try target(value))
            value = try expressionList()
        }
        if case .starred = value.kind { throw SourceError("can't use starred expression here", at: value.position) }
        return .assignment(targets, value)
    }

    private mutating func augmented(_ left: Expression, _ operation: BinaryOperator) throws -> Statement.Kind {
        let place = try target(left)
        switch place {
        case .sequence, .starred:
            throw SourceError(
                "'\(Self.name(of: left))' is an illegal expression for augmented assignment", at: left.position)
        default: break
        }
        index += 1
        return .augmented(place, operation, try expressionList())
    }
}

// MARK: - Compound statements

extension Parser {
    private mutating func loop() throws -> Statement {
        let start = position
        index += 1
        let place = try targetList()
        guard skip(word: "in") else { throw unexpected("expected 'in'") }
        let iterable = try expressionList()
        loops += 1
        let body = try block()
        loops -= 1
        if isWord("else") { throw SourceError.unsupported("`else` after a loop", at: position) }
        return Statement(kind: .loop(place, iterable, body), position: start)
    }

    private mutating func choice() throws -> Statement {
        let start = position
        var branches: [Statement.Branch] = []
        repeat {
            index += 1
            let condition = try namedExpression()
            branches.append(Statement.Branch(condition: condition, body: try block()))
        } while isWord("elif")
        let otherwise = skip(word: "else") ? try block() : []
        return Statement(kind: .choice(branches, otherwise: otherwise), position: start)
    }

    private mutating func block() throws -> [Statement] {
        try expect(":")
        guard case .newline = current.kind else {
            return try nested { parser in
                var statements: [Statement] = []
                try parser.readSimpleLine(into: &statements)
                return statements
            }
        }
        index += 1
        guard case .indent = current.kind else { throw SourceError("expected an indented block", at: position) }
        index += 1
        return try nested { parser in
            var statements: [Statement] = []
            while true {
                if case .dedent = parser.current.kind { break }
                if parser.isAtEnd { break }
                try parser.readStatements(into: &statements)
            }
            parser.index += 1
            return statements
        }
    }
}

// MARK: - Imports

extension Parser {
    private mutating func importModule() throws -> Statement.Kind {
        index += 1
        var modules: [(module: String, name: String)] = []
        repeat {
            let module = try moduleName()
            let name = skip(word: "as") ? try identifier() : module
            leftOut.bind(name)
            modules.append((module, name))
        } while skip(symbol: ",")
        return .importModule(modules)
    }

    private mutating func moduleName() throws -> String {
        let start = position
        var name = try identifier()
        while skip(symbol: ".") { name += "." + (try identifier()) }
        guard name == "datetime" else { throw SourceError.unsupported("`import \(name)`", at: start) }
        return name
    }

    private mutating func importNames() throws -> Statement.Kind {
        index += 1
        _ = try moduleName()
        guard skip(word: "import") else { throw unexpected("expected 'import'") }
        if isSymbol("*") { throw SourceError.unsupported("`import *`", at: position) }
        let isParenthesized = skip(symbol: "(")
        var names: [(name: String, alias: String, position: Position)] = []
        repeat {
            if isParenthesized, isSymbol(")"), !names.isEmpty { break }
            let start = position
            let name = try identifier()
            let alias = skip(word: "as") ? try identifier() : name
            leftOut.bind(alias)
            names.append((name, alias, start))
        } while skip(symbol: ",")
        if isParenthesized { try expect(")") }
        return .importNames(names)
    }
}
