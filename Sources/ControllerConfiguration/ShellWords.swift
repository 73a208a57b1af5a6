/// Splits a line of a shell session into words, without expanding anything.
struct ShellWords {
    private(set) var words: [String] = []
    private var word: String.UnicodeScalarView?
    private var rest: Substring.UnicodeScalarView

    /// - Throws: An error for an unclosed quote.
    init(_ line: String) throws(RejectedSetting) {
        rest = line[...].unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t": finish()
            case "'", "\"": try quote(scalar)
            case "\\": if let next = rest.popFirst() { append(next) }
            // The rest is a comment, a redirection or another command.
            case "#" where word == nil: rest = rest.suffix(0)
            case ";", "&", "|", "<", ">": rest = rest.suffix(0)
            default: append(scalar)
            }
        }
        finish()
    }

    private mutating func quote(_ mark: Unicode.Scalar) throws(RejectedSetting) {
        word = word ?? String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == mark { return }
            if mark == "\"", scalar == "\\", let next = rest.first, ["\"", "\\", "$", "`"].contains(next) {
                append(next)
                rest.removeFirst()
            } else {
                append(scalar)
            }
        }
        throw RejectedSetting("a quote is not closed")
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        word = word ?? String.UnicodeScalarView()
        word?.append(scalar)
    }

    private mutating func finish() {
        if let word { words.append(String(word)) }
        word = nil
    }
}
