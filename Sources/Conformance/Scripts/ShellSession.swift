import Console
import ControllerConfiguration
import Support

/// A shell session: commands after `$ `, each with what it prints.
package struct ShellSession: Sendable {
    package struct Step: Sendable {
        /// The command, with the lines of its here-document and those it goes on in.
        package let command: String
        /// What it prints; `...` stands for anything.
        package let expected: String
        /// The command's line in the block, from 1.
        package let line: Int
    }

    package let steps: [Step]

    /// Whether the session starts a controller: then it is read, not run.
    var startsController: Bool {
        steps.contains { ControllerCommand.isStarted(by: $0.command) }
    }

    package static func read(_ text: String) -> (ShellSession, [SourceError]) {
        var reader = ShellReader(text)
        return (ShellSession(steps: reader.steps()), reader.mistakes)
    }
}

private struct ShellReader {
    private var lines: ArraySlice<(text: String, number: Int)>
    private(set) var mistakes: [SourceError] = []

    init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines.enumerated().map { ($1, $0 + 1) }[...]
    }

    mutating func steps() -> [ShellSession.Step] {
        var steps: [ShellSession.Step] = []
        if let first = lines.first, !first.text.hasPrefix("$ ") {
            mistakes.append(
                SourceError(
                    "a shell session begins with `$ ` and a command", line: first.number, column: 1, kind: .syntax))
        }
        while let line = lines.popFirst() {
            guard line.text.hasPrefix("$ ") else { continue }
            let command = command(String(line.text.dropFirst(2)), line.number)
            steps.append(ShellSession.Step(command: command, expected: output(), line: line.number))
        }
        return steps
    }

    private mutating func command(_ first: String, _ number: Int) -> String {
        var command = first
        while command.hasSuffix("\\"), let next = lines.popFirst() {
            command += "\n" + (next.text.hasPrefix("> ") ? String(next.text.dropFirst(2)) : next.text)
        }
        guard let end = Self.hereDocumentEnd(in: first) else { return command }
        while let line = lines.popFirst() {
            command += "\n" + line.text
            if line.text == end { return command }
        }
        mistakes.append(
            SourceError("the here-document is not ended by a line `\(end)`", line: number, column: 3, kind: .syntax))
        return command
    }

    /// The word that ends the here-document a command begins; nil where it begins none.
    private static func hereDocumentEnd(in command: String) -> String? {
        guard let mark = command.firstRange(of: "<<") else { return nil }
        let rest = command[mark.upperBound...].drop { $0 == " " || $0 == "'" || $0 == "\"" }
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return word.isEmpty ? nil : String(word)
    }

    private mutating func output() -> String {
        var output: [String] = []
        while let line = lines.first, !line.text.hasPrefix("$ ") {
            output.append(line.text)
            lines.removeFirst()
        }
        while output.last == "" { output.removeLast() }
        return output.joined(separator: "\n")
    }
}
