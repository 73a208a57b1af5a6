/// A word of a shell's command line.
struct ShellWord {
    /// The word without quotes; an expansion such as `$HOME` or `$(hostname)` stays as written.
    let text: String
    let hasExpansion: Bool
}

/// Splits a command line into commands and their words, without expanding anything. Redirections are left out.
struct ShellCommands {
    private(set) var commands: [[ShellWord]] = []
    private var command: [ShellWord] = []
    private var word: String.UnicodeScalarView?
    private var hasExpansion = false
    /// Whether the next word is the file of a redirection.
    private var isRedirected = false
    private var rest: Substring.UnicodeScalarView

    /// - Throws: An error for an unclosed quote.
    init(_ line: String) throws(RejectedSetting) {
        rest = line[...].unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t": finishWord()
            case "'", "\"": try quote(scalar)
            case "\\":
                if let next = rest.popFirst(), next != "\n" { append(next) }
            case "$", "`": expansion(scalar)
            case "#" where word == nil: rest = rest.drop { $0 != "\n" }
            case ">", "<": redirection(scalar)
            case "&" where rest.first == ">": finishWord()
            case ";", "&", "|", "\n", "(", ")": finishCommand()
            default: append(scalar)
            }
        }
        finishCommand()
    }

    private mutating func quote(_ mark: Unicode.Scalar) throws(RejectedSetting) {
        word = word ?? String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == mark { return }
            if mark == "\"", scalar == "\\", let next = rest.first, ["\"", "\\", "$", "`"].contains(next) {
                append(next)
                rest.removeFirst()
            } else if mark == "\"", scalar == "$" || scalar == "`" {
                expansion(scalar)
            } else {
                append(scalar)
            }
        }
        throw RejectedSetting("a quote is not closed")
    }

    /// Reads `$NAME`, `${…}`, `$(…)` or a command in backquotes as it stands.
    private mutating func expansion(_ mark: Unicode.Scalar) {
        append(mark)
        let isExpansion =
            mark == "`"
            || rest.first.map { $0.properties.isXIDContinue || "_({@*#?-$!".unicodeScalars.contains($0) } ?? false
        guard isExpansion else { return }
        hasExpansion = true
        let closing: [Unicode.Scalar: Unicode.Scalar] = ["(": ")", "{": "}"]
        if mark == "`" {
            while let scalar = rest.popFirst() {
                append(scalar)
                if scalar == "`" { return }
            }
        } else if let open = rest.first, let close = closing[open] {
            var depth = 0
            while let scalar = rest.popFirst() {
                append(scalar)
                if scalar == open { depth += 1 } else if scalar == close { depth -= 1 }
                if depth == 0 { return }
            }
        }
    }

    private mutating func redirection(_ mark: Unicode.Scalar) {
        // The number in `2>` is no word of the command.
        if let number = word, number.allSatisfy({ ("0"..."9").contains($0) }) { word = nil }
        finishWord()
        if mark == "<", rest.first == "<", let end = rest.firstIndex(of: "\n") {
            // The lines of a here-document are no commands.
            rest = rest[..<end]
        }
        rest = rest.drop { [">", "<", "&", "|"].contains($0) }
        isRedirected = true
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        word = word ?? String.UnicodeScalarView()
        word?.append(scalar)
    }

    private mutating func finishWord() {
        defer { (word, hasExpansion) = (nil, false) }
        guard let word else { return }
        if !isRedirected { command.append(ShellWord(text: String(word), hasExpansion: hasExpansion)) }
        isRedirected = false
    }

    private mutating func finishCommand() {
        finishWord()
        isRedirected = false
        if !command.isEmpty { commands.append(command) }
        command = []
    }
}
