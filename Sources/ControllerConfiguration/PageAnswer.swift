/// The result of a configuration example on a page.
package enum PageAnswer: Sendable {
    /// The example selects this task database.
    case selects(BackendKind)
    /// The example has errors: its diagnostics, on one or more lines.
    case rejected(String)

    /// The result in the notation of `selects=`: `DictDB`, `NoDB`, `SQLiteDB`, `MongoDB` or `error`.
    package var name: String {
        switch self {
        case .selects(let kind): kind.rawValue
        case .rejected: "error"
        }
    }
}

extension PageAnswer {
    /// Evaluates configuration files: the setups of a case, then its own block.
    package init(files: [ConfigurationFile]) async {
        await self.init(files: files, arguments: [])
    }

    /// Evaluates the last `$ ipcontroller …` of a shell session, together with configuration files.
    ///
    /// A line that ends in a backslash continues on the next one. Other commands and all output are ignored. A session
    /// without an `ipcontroller` command is an error.
    package init(session: String, files: [ConfigurationFile] = []) async {
        guard let command = Self.commands(in: session).last(where: Self.startsController) else {
            self = .rejected("the session has no line `$ ipcontroller …`")
            return
        }
        do {
            let words = try ShellWords(command).words
            await self.init(files: files, arguments: Array(words.dropFirst()))
        } catch {
            self = .rejected(ConfigurationDiagnostic(option: "$ \(command)", error).description)
        }
    }

    private init(files: [ConfigurationFile], arguments: [String]) async {
        do {
            self = .selects(try await BackendSelection(files: files, arguments: arguments).kind)
        } catch {
            self = .rejected(error.description)
        }
    }
}

// MARK: - Sessions

extension PageAnswer {
    /// Returns the command lines of a session, without prompts and with their continuation lines.
    private static func commands(in session: String) -> [String] {
        var commands: [String] = []
        var isContinued = false
        for line in session.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if isContinued {
                commands[commands.count - 1] += line.hasPrefix("> ") ? line.dropFirst(2) : line
            } else if line.hasPrefix("$ ") {
                commands.append(String(line.dropFirst(2)))
            } else {
                continue
            }
            isContinued = commands.last?.hasSuffix("\\") ?? false
            if isContinued { commands[commands.count - 1].removeLast() }
        }
        return commands
    }

    private static func startsController(_ command: String) -> Bool {
        let word = command.drop { $0 == " " }.prefix { $0 != " " && $0 != "\t" }
        return word == "ipcontroller" || word.hasSuffix("/ipcontroller")
    }
}
