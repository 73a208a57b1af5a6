/// Parses the tokens of an example into statements.
struct Parser {
    /// The deepest nesting of brackets, blocks and operators.
    static let nestingLimit = 100

    var tokens: [Token]
    var index = 0
    var depth = 0
    /// The number of loops around the current statement.
    var loops = 0
    var leftOut = LeftOutNames()

    init(_ source: String) throws {
        // Only text with carriage returns needs its line ends normalized.
        let plain = Str(source).scalars
        guard plain.contains("\r") else {
            var lexer = Lexer(plain)
            tokens = try lexer.tokenize()
            return
        }
        let lines = source.unicodeScalars.split(
            separator: "\r\n".unicodeScalars.first ?? "\r", omittingEmptySubsequences: false)
        var scalars: [Unicode.Scalar] = []
        for (number, line) in lines.enumerated() {
            if number > 0, line.first != "\n" { scalars.append("\n") }
            scalars += line
        }
        var lexer = Lexer(scalars)
        tokens = try lexer.tokenize()
    }

    init(tokens: [Token], depth: Int) {
        self.tokens = tokens
        self.depth = depth
    }

    static func parse(_ source: String) throws -> Program {
        var parser = try Parser(source)
        var statements: [Statement] = []
        while !parser.isAtEnd { try parser.readStatements(into: &statements) }
        return Program(statements: statements, leftOut: parser.leftOut)
    }

    /// Parses the source as a single expression; returns nil if it is not one.
    static func expression(_ source: String) -> Expression? {
        guard let statements = try? parse(source).statements, statements.count == 1 else { return nil }
        guard case .expression(let expression) = statements[0].kind else { return nil }
        return expression
    }
}

// MARK: - Tokens

extension Parser {
    var current: Token {
        index < tokens.count
            ? tokens[index] : tokens.last ?? Token(kind: .end, position: Position(line: 1, column: 1))
    }

    var position: Position { index < tokens.count ? tokens[index].position : current.position }

    var isAtEnd: Bool {
        if index < tokens.count, case .end = tokens[index].kind { true } else { index >= tokens.count }
    }

    var symbol: Symbol? {
        if index < tokens.count, case .symbol(let symbol) = tokens[index].kind { symbol } else { nil }
    }

    var word: String? {
        if index < tokens.count, case .name(let name) = tokens[index].kind { name } else { nil }
    }

    func isSymbol(_ wanted: Symbol) -> Bool { symbol == wanted }
    func isWord(_ text: String) -> Bool { word == text }

    func following(_ offset: Int) -> Token.Kind? {
        index + offset < tokens.count ? tokens[index + offset].kind : nil
    }

    mutating func skip(symbol wanted: Symbol) -> Bool {
        guard isSymbol(wanted) else { return false }
        index += 1
        return true
    }

    mutating func skip(word text: String) -> Bool {
        guard isWord(text) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ wanted: Symbol) throws {
        guard skip(symbol: wanted) else { throw unexpected("expected '\(wanted.text)'") }
    }

    mutating func identifier() throws -> String {
        guard let name = word, !Self.isKeyword(name) else { throw unexpected("expected a name") }
        index += 1
        return name
    }

    func unexpected(_ expectation: String? = nil) -> SourceError {
        if let name = word, Self.leftOutKeywords.contains(name) {
            return .unsupported("`\(name)`", at: position)
        }
        let detail = expectation.map { "\($0), found \(current.spelling)" } ?? "unexpected \(current.spelling)"
        return SourceError("invalid syntax: \(detail)", at: position)
    }

    /// Parses one nesting level deeper.
    mutating func nested<Result>(_ read: (inout Parser) throws -> Result) throws -> Result {
        guard depth < Self.nestingLimit else { throw tooDeep(position) }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    func tooDeep(_ position: Position) -> SourceError {
        SourceError("the source nests more than \(Self.nestingLimit) deep", at: position, .limit)
    }

    /// Makes an expression; throws if its tree is too high to evaluate recursively.
    ///
    /// - Parameter height: the height of the tallest subtree.
    func make(_ kind: Expression.Kind, at position: Position, above height: Int = 0) throws -> Expression {
        guard height < 2 * Self.nestingLimit else { throw tooDeep(position) }
        return Expression(kind: kind, position: position, height: height + 1)
    }

    static func isKeyword(_ name: String) -> Bool { keywords.contains(name) }

    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    static let leftOutKeywords: Set<String> = [
        "assert", "async", "await", "class", "def", "except", "finally", "global", "nonlocal", "raise", "return", "try",
        "while", "with", "yield",
    ]
}
