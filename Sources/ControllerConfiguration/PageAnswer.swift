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

    /// Evaluates the last command of a shell session that starts a controller, together with configuration files.
    ///
    /// A line that ends in a backslash continues on the next one. Other commands and all output are ignored. A session
    /// that starts no controller is an error.
    package init(session: String, files: [ConfigurationFile] = []) async {
        guard let line = Self.commands(in: session).last(where: ControllerCommand.isStarted) else {
            self = .rejected("the session has no line `$ ipcontroller …`")
            return
        }
        do {
            let arguments = try ControllerCommand.last(in: line)?.knownArguments() ?? []
            await self.init(files: files, arguments: arguments)
        } catch let word as ControllerCommand.UnknownWord {
            self = .rejected(ConfigurationDiagnostic(option: word.text, word.rejection).description)
        } catch let rejection as RejectedSetting {
            self = .rejected(ConfigurationDiagnostic(option: "$ \(line)", rejection).description)
        } catch {
            self = .rejected("\(error)")
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
}
