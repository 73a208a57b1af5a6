/// The precedence of binary operators, higher binds tighter; comparisons and boolean operators are parsed separately.
enum Precedence {
    static let bitOr = 1
    static let unary = 7

    static func of(_ operation: BinaryOperator) -> Int {
        switch operation {
        case .or: 1
        case .xor: 2
        case .and: 3
        case .leftShift, .rightShift: 4
        case .add, .subtract: 5
        case .multiply, .divide, .floorDivide, .modulo, .matrix: 6
        case .power: 8
        }
    }
}

extension Parser {
    /// Parses `a, *b, c`: a tuple if there is a comma.
    mutating func expressionList() throws -> Expression {
        let start = position
        let first = try starredOrExpression()
        guard isSymbol(",") else { return first }
        var items = [first]
        while skip(symbol: ",") {
            guard startsExpression else { break }
            items.append(try starredOrExpression())
        }
        return try make(.tuple(items), at: start, above: items.height)
    }

    mutating func starredOrExpression() throws -> Expression {
        let start = position
        guard skip(symbol: "*") else { return try namedExpression() }
        let inner = try nested { try $0.binary(above: Precedence.bitOr) }
        return try make(.starred(inner), at: start, above: inner.height)
    }

    /// Parses an expression or `name := expression`.
    mutating func namedExpression() throws -> Expression {
        let start = position
        if case .symbol(":=")? = following(1), let name = word, !Self.isKeyword(name) {
            index += 2
            leftOut.bind(name)
            let value = try expression()
            return try make(.walrus(name, value), at: start, above: value.height)
        }
        return try expression()
    }

    mutating func expression() throws -> Expression {
        if isLoneAtom { return try nested { try $0.atom() } }
        return try nested { parser in
            if parser.isWord("lambda") { return try parser.lambda() }
            let start = parser.position
            let value = try parser.disjunction()
            guard parser.skip(word: "if") else { return value }
            let condition = try parser.disjunction()
            guard parser.skip(word: "else") else {
                throw SourceError("expected 'else' after 'if' expression", at: start)
            }
            let otherwise = try parser.expression()
            return try parser.make(
                .conditional(condition: condition, then: value, otherwise: otherwise), at: start,
                above: max(condition.height, value.height, otherwise.height))
        }
    }

    /// Whether the next token is a complete operand, as most are; it then needs no descent through all precedences.
    private var isLoneAtom: Bool {
        guard index + 1 < tokens.count else { return false }
        switch tokens[index].kind {
        case .int, .float, .string: break
        case .name(let name): if Self.isKeyword(name) { return false }
        default: return false
        }
        switch tokens[index + 1].kind {
        case .newline, .symbol(","), .symbol(")"), .symbol("]"), .symbol("}"): return true
        default: return false
        }
    }

    /// Parses `or` and everything that binds tighter: the operand of `in` and `if` in a comprehension.
    mutating func disjunction() throws -> Expression {
        let start = position
        let first = try conjunction()
        guard isWord("or") else { return first }
        var operands = [first]
        while skip(word: "or") { operands.append(try conjunction()) }
        return try make(.or(operands), at: start, above: operands.height)
    }

    private mutating func conjunction() throws -> Expression {
        let start = position
        let first = try negation()
        guard isWord("and") else { return first }
        var operands = [first]
        while skip(word: "and") { operands.append(try negation()) }
        return try make(.and(operands), at: start, above: operands.height)
    }

    private mutating func negation() throws -> Expression {
        let start = position
        guard skip(word: "not") else { return try comparison() }
        let operand = try nested { try $0.negation() }
        return try make(.not(operand), at: start, above: operand.height)
    }

    private mutating func comparison() throws -> Expression {
        let start = position
        let first = try binary(above: Precedence.bitOr)
        var rest: [(ComparisonOperator, Expression)] = []
        while let operation = comparisonOperator() {
            rest.append((operation, try binary(above: Precedence.bitOr)))
        }
        guard !rest.isEmpty else { return first }
        return try make(.comparison(first, rest), at: start, above: max(first.height, rest.lazy.map(\.1).height))
    }

    private mutating func comparisonOperator() -> ComparisonOperator? {
        if let symbol, let operation = ComparisonOperator(symbol) {
            index += 1
            return operation
        }
        if skip(word: "in") { return .isIn }
        if isWord("not"), case .name("in")? = following(1) {
            index += 2
            return .notIn
        }
        guard skip(word: "is") else { return nil }
        return skip(word: "not") ? .isNot : .isSame
    }

    /// Parses the operators with a precedence of `minimum` or higher.
    mutating func binary(above minimum: Int) throws -> Expression {
        let start = position
        let first = try unary()
        var rest: [(BinaryOperator, Expression)] = []
        while let symbol, let operation = BinaryOperator(symbol), operation != .power {
            let precedence = Precedence.of(operation)
            guard precedence >= minimum else { break }
            let place = position
            if operation == .matrix { throw SourceError.unsupported("`@`", at: place) }
            index += 1
            rest.append((operation, try nested { try $0.binary(above: precedence + 1) }))
        }
        guard !rest.isEmpty else { return first }
        return try make(.binary(first, rest), at: start, above: max(first.height, rest.lazy.map(\.1).height))
    }

    private mutating func unary() throws -> Expression {
        let start = position
        guard let symbol, let operation = UnaryOperator(symbol) else { return try power() }
        index += 1
        let operand = try nested { try $0.unary() }
        return try make(.unary(operation, operand), at: start, above: operand.height)
    }

    private mutating func power() throws -> Expression {
        let start = position
        let base = try primary()
        guard skip(symbol: "**") else { return base }
        let exponent = try nested { try $0.unary() }
        return try make(.binary(base, [(.power, exponent)]), at: start, above: max(base.height, exponent.height))
    }

    var startsExpression: Bool {
        switch current.kind {
        case .name(let name):
            !Self.isKeyword(name) || ["None", "True", "False", "not", "lambda"].contains(name)
                || Self.leftOutKeywords.contains(name)
        case .int, .float, .string: true
        case .symbol(let symbol): ["(", "[", "{", "-", "+", "~", "...", "*"].contains(symbol)
        case .newline, .indent, .dedent, .end: false
        }
    }
}
