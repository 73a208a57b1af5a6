/// Finds what may hold a secret, such as the key of signatures or a password. No diagnostic shows it: what a controller prints
/// is kept in logs that others read.
enum Secrets {
    /// Parts of names, in lower case. A misspelt name of a section counts, too: its value is as secret.
    private static let words = ["key", "secret", "passw", "pwd", "token", "credential", "session"]

    /// Whether a text names a secret or holds a URI with a user.
    static func mayBe(in text: String) -> Bool {
        let text = text.lowercased()
        if words.contains(where: text.contains) { return true }
        return text.split(separator: "://").dropFirst().contains { $0.contains("@") }
    }

    /// The lines of a file's statements that may hold a secret: those that name one, and those that bind what they read.
    static func lines(of text: String) -> [ClosedRange<Int>] {
        var names: Set<String> = []
        var lines: [ClosedRange<Int>] = []
        for block in StatementBlock.blocks(of: text).reversed() {
            guard mayBe(in: block.text) || !names.isDisjoint(with: block.boundNames) else { continue }
            names.formUnion(Set(block.variables.map(\.text)).subtracting(FileReader.predefined))
            let count = block.text.unicodeScalars.count { $0 == "\n" }
            lines.append(block.firstLine...(block.firstLine + count))
        }
        return lines
    }

    /// The lines of a JSON file that may hold a secret: those that name one, and those that follow them.
    static func linesOfJSON(_ text: String) -> [ClosedRange<Int>] {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.filter { mayBe(in: String(lines[$0])) }.map { ($0 + 1)...($0 + 2) }
    }

    /// The note of a diagnostic that does not show its line.
    static let note = "the line is not shown, because it may hold a key or a password"
    /// What a value is that is not shown.
    static let value = "a value that is not shown"
}
