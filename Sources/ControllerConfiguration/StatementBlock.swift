/// A statement of a configuration file that stands in no other, with the lines of its blocks.
struct StatementBlock {
    let tokens: [PythonToken]
    /// The source from the statement's first line to its last.
    let text: String
    /// The number of its first line.
    let firstLine: Int

    /// Splits a file into its statements.
    static func blocks(of text: String) -> [StatementBlock] {
        // By scalar: CR LF is one character.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Substring.init)
        let tokens = PythonToken.tokens(of: text)
        var starts: [Int] = []
        for (index, token) in tokens.enumerated() {
            let isDecorated = starts.last.map { isDecorator(tokens[$0..<index]) } ?? false
            let beginsBlock =
                token.beginsLine && token.column == 1 && !continuations.contains(token.text) && !isDecorated
            if beginsBlock || starts.isEmpty { starts.append(index) }
        }
        return starts.enumerated().map { number, start in
            let end = number + 1 < starts.count ? starts[number + 1] : tokens.count
            let lastLine = end < tokens.count ? tokens[end].line - 1 : lines.count
            let firstLine = tokens[start].line
            return StatementBlock(
                tokens: Array(tokens[start..<end]),
                text: lines[(firstLine - 1)..<max(lastLine, firstLine)].joined(separator: "\n"), firstLine: firstLine)
        }
    }

    private static let continuations: Set<String> = ["else", "elif", "except", "finally"]

    private static func isDecorator(_ tokens: ArraySlice<PythonToken>) -> Bool {
        tokens.allSatisfy { !$0.beginsLine || $0.text == "@" }
    }

    /// Whether the block only defines a function or a class.
    var isDefinition: Bool { ["def", "class", "async", "@"].contains(tokens.first?.text) }

    /// The tokens of the block's body if it is a definition, else all.
    var body: ArraySlice<PythonToken> {
        guard isDefinition else { return tokens[...] }
        var depth = 0
        for (index, token) in tokens.enumerated() where token.kind == .symbol {
            if "([{".contains(token.text) { depth += 1 }
            if ")]}".contains(token.text) { depth -= 1 }
            if token.text == ":", depth == 0 { return tokens[(index + 1)...] }
        }
        return []
    }
}

// MARK: - Names

extension StatementBlock {
    /// The variables that the block reads, with their tokens.
    var variables: [PythonToken] {
        tokens.indices.filter { isVariable($0) && !isAssigned($0) }.map { tokens[$0] }
    }

    /// The names that the block may bind.
    var boundNames: Set<String> {
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() where token.kind == .name {
            switch token.text {
            case "def", "class", "as": names.formUnion(variable(at: index + 1))
            case "import": names.formUnion(importedNames(after: index))
            case "for": names.formUnion(self.names(from: index + 1) { $0.text == "in" })
            default: if token.beginsLine || index == 0 { names.formUnion(targets(from: index)) }
            }
            if text(index + 1) == ":", text(index + 2) == "=" { names.insert(token.text) }
        }
        return names
    }

    /// Whether a token is a name, and not that of an attribute.
    func isVariable(_ index: Int) -> Bool { tokens[index].kind == .name && text(index - 1) != "." }

    func text(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].text : nil }

    /// Whether a name is followed by `=`: of an assignment, or of an argument.
    private func isAssigned(_ index: Int) -> Bool { text(index + 1) == "=" && text(index + 2) != "=" }

    private func variable(at index: Int) -> [String] {
        tokens.indices.contains(index) && tokens[index].kind == .name ? [tokens[index].text] : []
    }

    private func importedNames(after start: Int) -> [String] {
        tokens[(start + 1)...].prefix { !$0.beginsLine && $0.text != ";" }.indices.filter { index in
            isVariable(index) && tokens[index].text != "as" && text(index + 1) != "as"
        }.map { tokens[$0].text }
    }

    private func names(from start: Int, until isEnd: (PythonToken) -> Bool) -> [String] {
        guard start < tokens.count else { return [] }
        return tokens[start...].prefix { !isEnd($0) }.filter { $0.kind == .name }.map(\.text)
    }

    /// The names left of the last `=` of the line that begins with a token.
    private func targets(from start: Int) -> [String] {
        var depth = 0
        var end = start
        for index in start..<tokens.count {
            if index > start, tokens[index].beginsLine || tokens[index].text == ";" { break }
            guard tokens[index].kind == .symbol else { continue }
            if "([{".contains(tokens[index].text) { depth += 1 }
            if ")]}".contains(tokens[index].text) { depth -= 1 }
            let isComparison = text(index + 1) == "=" || ["=", "!", "<", ">"].contains(text(index - 1))
            if tokens[index].text == "=", depth == 0, !isComparison { end = index }
        }
        return (start..<end).filter { isVariable($0) && ![".", "[", "("].contains(text($0 + 1)) }.map {
            tokens[$0].text
        }
    }
}
