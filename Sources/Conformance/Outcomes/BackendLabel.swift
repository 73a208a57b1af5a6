/// How a run names its backend in reports and on a command line.
package struct BackendLabel: Sendable, Equatable {
    /// The backend as it would be typed, without passwords: `sqlitedb:tasks.db?table=spring`.
    package let spec: String
    /// The spec without its options.
    package let title: String
    /// The arguments of `taskdb test` that choose the backend: `--backend SPEC`, or `--` and a command.
    package let arguments: [String]
    /// Whether the backend is the reference, which some cases judge alone.
    package let isReference: Bool

    package init(spec: String, title: String, arguments: [String], isReference: Bool = false) {
        self.spec = spec
        self.title = title
        self.arguments = arguments
        self.isReference = isReference
    }

    /// The command that runs one case against this backend, quoted for a shell.
    package func command(running id: String) -> String {
        // Everything after `--` belongs to the backend's command.
        let words = arguments.first == "--" ? ["--run", id] + arguments : arguments + ["--run", id]
        return (["taskdb", "test"] + words.map(Self.quoted)).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/=,+@%".unicodeScalars)
        let isPlain = !word.isEmpty && word.unicodeScalars.allSatisfy(plain.contains)
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
