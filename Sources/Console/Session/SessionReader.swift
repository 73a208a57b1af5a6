/// Reads a session line by line.
struct SessionReader {
    /// Whether CPython runs the session: this reader then knows prompts and output, and nothing of the source.
    let isRunByPython: Bool
    private(set) var examples: [Example] = []
    private(set) var errors: [SourceError] = []
    private(set) var ownNames: Set<String> = []
    private var usedNames: [LeftOutName] = []
    private var source: [Substring] = []
    private var output: [Substring] = []
    private var line = 0
    private var outputLine = 0

    private static let promptWidth = 4

    init(isRunByPython: Bool) { self.isRunByPython = isRunByPython }

    /// A name that a later example binds is not left out: a lambda's body is evaluated only when it is called.
    var leftOut: [LeftOutName] { usedNames.filter { !ownNames.contains($0.name) } }

    mutating func read(_ text: Substring, number: Int) {
        if let code = Self.code(text, after: ">") {
            finish()
            if code.isMissingBlank { reportMissingBlank(">>>", number) }
            source.append(code.text)
            line = number
            outputLine = number + 1
        } else if let code = Self.code(text, after: "."), output.isEmpty, !source.isEmpty,
            !code.isMissingBlank || isUnfinished
        {
            if code.isMissingBlank { reportMissingBlank("...", number) }
            source.append(code.text)
            outputLine = number + 1
        } else if !source.isEmpty {
            output.append(text)
        } else if !text.isBlank {
            let what = text.hasPrefix("...") ? "a continuation line before any prompt" : "text before the first prompt"
            errors.append(SourceError(what, line: number, column: 1, kind: .syntax))
        }
    }

    /// Ends the current example.
    mutating func finish() {
        guard !source.isEmpty else { return }
        while output.last?.isBlank ?? false { output.removeLast() }
        while source.count > 1, source.last?.isBlank ?? false { source.removeLast() }
        let code = source.joinedLines
        if code.isBlank {
            errors.append(
                SourceError("a prompt without source", line: line, column: Self.promptWidth + 1, kind: .syntax))
        }
        let program = isRunByPython ? nil : program(code)
        let expectedText = output.joinedLines
        let expected = ExpectedOutput(expectedText, lines: output)
        if case .traceback = expected {
            // A traceback that was parsed is well-formed.
        } else if let problem = ExpectedOutput.tracebackProblem(output) {
            errors.append(SourceError(problem.message, line: outputLine + problem.line, column: 1, kind: .syntax))
        }
        examples.append(
            Example(
                source: code, line: line, sourceColumn: Self.promptWidth + 1, expected: expected,
                expectedText: expectedText, expectedLine: outputLine, program: program))
        source.removeAll(keepingCapacity: true)
        output.removeAll(keepingCapacity: true)
    }

    /// Parses source; reports what is wrong with it, and returns nil then.
    private mutating func program(_ code: String) -> Program? {
        switch Interpreter.read(code) {
        case .failure(let error):
            errors.append(inBlock(error))
            return nil
        case .success(let program):
            note(program.leftOut)
            return program
        }
    }

    private mutating func note(_ names: LeftOutNames) {
        ownNames.formUnion(names.bound)
        usedNames += names.uses.map { name, position in
            LeftOutName(name: name, error: inBlock(.unsupported("`\(name)`", at: position)))
        }
        errors += names.attributes.map { name, position in inBlock(.unsupported("`.\(name)`", at: position)) }
    }

    /// Converts an error's place in the current example to a place in the block.
    private func inBlock(_ error: SourceError) -> SourceError {
        SourceError(
            error.message, line: error.line + line - 1, column: error.column + Self.promptWidth, kind: error.kind)
    }

    private mutating func reportMissingBlank(_ prompt: String, _ number: Int) {
        errors.append(
            SourceError("a blank is missing after the prompt `\(prompt)`", line: number, column: 4, kind: .syntax))
    }

    /// Returns the source after a prompt, which is three marks and a blank; nil if the line has no prompt.
    private static func code(_ line: Substring, after mark: Unicode.Scalar) -> (text: Substring, isMissingBlank: Bool)?
    {
        let mark = UInt8(ascii: mark)
        guard line.utf8.first == mark, line.utf8.starts(with: [mark, mark, mark]) else { return nil }
        let rest = line.utf8.dropFirst(3)
        guard let first = rest.first else { return ("", false) }
        if first == UInt8(ascii: " ") { return (Substring(rest.dropFirst()), false) }
        return (Substring(rest), true)
    }

    /// Whether the source needs more lines. Expected output may also start with an ellipsis: `...]`, `...more`.
    ///
    /// Limited to short sources, because the whole source is parsed again for every line.
    private var isUnfinished: Bool {
        guard !isRunByPython, source.count < 100 else { return false }
        return Interpreter.check(source.joinedLines).contains { $0.kind == .syntax }
    }
}

extension [Substring] {
    /// The lines, joined.
    fileprivate var joinedLines: String { count == 1 ? String(self[0]) : joined(separator: "\n") }
}

extension StringProtocol {
    /// Whether the text is empty or white space.
    fileprivate var isBlank: Bool {
        // Fast path: most lines start with a printable ASCII character.
        if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
        return allSatisfy(\.isWhitespace)
    }
}
