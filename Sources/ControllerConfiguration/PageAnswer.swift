/// What an example on a page chooses, by its own words.
package enum PageAnswer: Sendable {
    case selects(BackendKind)
    /// The example is refused; the mistakes, as a text of one or more lines.
    case refused(String)

    /// What `selects=` says of it: `DictDB`, `NoDB`, `SQLiteDB`, `MongoDB` or `error`.
    package var name: String {
        switch self {
        case .selects(let kind): kind.rawValue
        case .refused: "error"
        }
    }
}

extension PageAnswer {
    /// What configuration files choose: the setups of a case, then its own block.
    package init(files: [ConfigurationFile]) async {
        await self.init(files: files, arguments: [])
    }

    /// What the last `$ ipcontroller …` of a shell session chooses, with configuration files in force.
    ///
    /// A line that ends in a backslash goes on in the next one. Other commands and what the program says are not
    /// looked at. A session without such a line is refused.
    package init(session: String, files: [ConfigurationFile] = []) async {
        guard let command = Self.commands(in: session).last(where: Self.startsController) else {
            self = .refused("there is no line `$ ipcontroller …`")
            return
        }
        do {
            let words = try ShellWords(command).words
            await self.init(files: files, arguments: Array(words.dropFirst()))
        } catch {
            self = .refused(ConfigurationMistake(option: "$ \(command)", error).description)
        }
    }

    private init(files: [ConfigurationFile], arguments: [String]) async {
        do {
            self = .selects(try await BackendSelection(files: files, arguments: arguments).kind)
        } catch {
            self = .refused(error.description)
        }
    }
}

// MARK: - Sessions

extension PageAnswer {
    /// The lines after a prompt, each with the lines it goes on in.
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
