/// A command that starts a controller, as people write it: `ipcontroller …`, `python -m ipyparallel.controller …`, with
/// variables and launchers such as `nohup` or `srun` before it.
package struct ControllerCommand {
    /// The words after the controller's name.
    let arguments: [ShellWord]

    /// Whether a line of a shell session starts a controller.
    package static func isStarted(by line: String) -> Bool {
        // A line with an open quote is reported when it is read.
        guard let commands = try? ShellCommands(line) else { return line.hasPrefix("ipcontroller") }
        return commands.commands.contains { ControllerCommand($0) != nil }
    }

    /// Finds the last command of a line that starts a controller; nil if none does.
    ///
    /// - Throws: An error for an unclosed quote.
    static func last(in line: String) throws(RejectedSetting) -> ControllerCommand? {
        try ShellCommands(line).commands.compactMap { ControllerCommand($0) }.last
    }

    private init?(_ words: [ShellWord]) {
        let words = words.drop { Self.isAssignment($0.text) }
        guard let first = words.first else { return nil }
        if let arguments = Self.arguments(words) {
            self.arguments = arguments
            return
        }
        guard Self.launchers.contains(Self.program(first)) else { return nil }
        let rest = words.dropFirst().prefix { !Self.others.contains(Self.program($0)) }
        for index in rest.indices {
            if let arguments = Self.arguments(rest[index...]) {
                self.arguments = arguments
                return
            }
            // `bash -c 'ipcontroller --nodb'`
            if rest[index].text.contains(" "), let command = try? Self.last(in: rest[index].text) {
                self = command
                return
            }
        }
        return nil
    }

    /// The arguments of a controller whose name comes first; nil if another program does.
    private static func arguments(_ words: ArraySlice<ShellWord>) -> [ShellWord]? {
        guard let first = words.first else { return nil }
        let program = program(first)
        if program == "ipcontroller" { return Array(words.dropFirst()) }
        guard program.hasPrefix("python"), program.dropFirst(6).allSatisfy({ $0.isNumber || $0 == "." }) else {
            return nil
        }
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            if word.text == "-m" {
                return rest.popFirst().map { modules.contains($0.text) } ?? false ? Array(rest) : nil
            }
            if ["-W", "-X"].contains(word.text) { rest = rest.dropFirst() }
            if !word.text.hasPrefix("-") { return Self.program(word) == "ipcontroller" ? Array(rest) : nil }
        }
        return nil
    }

    private static func program(_ word: ShellWord) -> String {
        word.text.split(separator: "/").last.map(String.init) ?? ""
    }

    private static func isAssignment(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "="), let first = text.first, !first.isNumber else { return false }
        return text[..<equals].allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } && equals != text.startIndex
    }

    private static let modules: Set<String> = [
        "ipyparallel.controller", "ipyparallel.controller.app", "ipyparallel.apps.ipcontrollerapp",
        "IPython.parallel.apps.ipcontrollerapp",
    ]
    private static let launchers: Set<String> = [
        "aprun", "apptainer", "bash", "command", "conda", "docker", "env", "exec", "ibrun", "ionice", "jsrun", "mamba",
        "micromamba", "mpiexec", "mpirun", "nice", "nohup", "numactl", "orterun", "pipenv", "pixi", "podman", "poetry",
        "screen", "setsid", "sh", "singularity", "srun", "ssh", "stdbuf", "sudo", "systemd-run", "taskset", "time",
        "timeout", "tmux", "uv", "zsh",
    ]
    /// Programs to which a controller's name is only a word.
    private static let others: Set<String> = ["grep", "install", "kill", "killall", "pgrep", "pkill", "which"]
}

// MARK: - Words that a shell expands

extension ControllerCommand {
    /// The arguments whose text is known.
    ///
    /// - Throws: An error for an expansion that may choose the task database.
    func knownArguments() throws(UnknownWord) -> [String] {
        var known: [String] = []
        for word in arguments {
            guard word.hasExpansion else {
                known.append(word.text)
                continue
            }
            let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if word.text.hasPrefix("-"), parts.count == 2, !parts[0].contains(where: { "$`".contains($0) }) {
                if Self.chooses(parts[0]) { throw UnknownWord(text: word.text) }
            } else if !word.text.hasPrefix("-"), let option = known.last, Self.takesValue(option), !Self.chooses(option)
            {
                known.removeLast()
            } else {
                throw UnknownWord(text: word.text)
            }
        }
        return known
    }

    /// A word that a shell would expand, where it may choose the task database.
    struct UnknownWord: Error {
        let text: String

        var rejection: RejectedSetting {
            RejectedSetting("this may choose the task database, and only a shell could know what it stands for")
        }
    }

    private static func chooses(_ option: String) -> Bool { option.hasSuffix(".\(Trait.backend.rawValue)") }

    /// Whether the next word is an option's value.
    private static func takesValue(_ option: String) -> Bool {
        option.hasPrefix("-") && !option.contains("=") && !flags.contains(String(option.drop { $0 == "-" }))
    }

    private static let flags = Set(
        BackendKind.allCases.map(\.option) + [
            "debug", "init", "no-secure", "quiet", "restore", "reuse", "secure", "show-config", "show-config-json",
            "usethreads",
        ])
}
