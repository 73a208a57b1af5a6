extension Parser {
    /// Parses the targets of a `for`, up to its `in`.
    mutating func targetList() throws -> Target {
        let start = position
        var places: [Target] = []
        var isList = false
        repeat {
            if isWord("in"), !places.isEmpty { break }
            let itemStart = position
            let isStarred = skip(symbol: "*")
            let place = try target(try nested { try $0.binary(above: Precedence.bitOr) })
            places.append(isStarred ? .starred(place, itemStart) : place)
            if isSymbol(",") { isList = true }
        } while skip(symbol: ",")
        if isList { return try sequence(places, start) }
        if case .starred = places[0] {
            throw SourceError("starred assignment target must be in a list or tuple", at: start)
        }
        return places[0]
    }

    /// Converts a parsed expression to an assignment target.
    mutating func target(_ expression: Expression, verb: String = "assign to") throws -> Target {
        let position = expression.position
        switch expression.kind {
        case .name(let name):
            leftOut.bind(name)
            return .name(name, position)
        case .attribute(let object, let name): return .attribute(object, name, position)
        case .item(let object, let index): return .item(object, index, position)
        case .slice(let object, let lower, let upper, let step):
            return .slice(object, lower: lower, upper: upper, step: step, position)
        case .list(let items), .tuple(let items):
            return try sequence(try items.map { try target($0, verb: verb) }, position)
        case .starred(let inner): return .starred(try target(inner, verb: verb), position)
        default: throw SourceError("cannot \(verb) \(Self.name(of: expression))", at: position)
        }
    }

    private func sequence(_ targets: [Target], _ position: Position) throws -> Target {
        let starred = targets.count { if case .starred = $0 { true } else { false } }
        guard starred <= 1 else { throw SourceError("multiple starred expressions in assignment", at: position) }
        return .sequence(targets, position)
    }

    /// The name of an expression in Python's messages.
    static func name(of expression: Expression) -> String {
        switch expression.kind {
        case .constant(let value):
            switch value {
            case .none: "None"
            case .bool(let flag): flag ? "True" : "False"
            case .ellipsis: "ellipsis"
            default: "literal"
            }
        case .call: "function call"
        case .unary, .binary, .and, .or, .not: "expression"
        case .comparison: "comparison"
        case .conditional: "conditional expression"
        case .dict: "dict literal"
        case .set: "set display"
        case .lambda: "lambda"
        case .formatted: "f-string expression"
        case .walrus: "named expression"
        case .comprehension(let comprehension):
            switch comprehension.form {
            case .list: "list comprehension"
            case .set: "set comprehension"
            case .dict: "dict comprehension"
            case .generator: "generator expression"
            }
        case .list: "list"
        case .tuple: "tuple"
        case .starred: "starred"
        case .name, .attribute, .item, .slice: "expression"
        }
    }
}
