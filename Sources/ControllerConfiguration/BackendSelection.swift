/// The task database that a controller's configuration and command line choose.
package struct BackendSelection: Sendable {
    /// The chosen task database with its settings.
    package let settings: BackendSettings
    /// The source of the choice; the settings may have other sources.
    package let source: ChoiceSource
    /// The arguments that do not concern task databases, in their order.
    package let otherArguments: [String]

    /// The chosen task database.
    package var kind: BackendKind { settings.kind }

    /// Reads configuration files and a command line without starting or opening anything.
    ///
    /// The precedence is that of ipyparallel and traitlets: a later file overrides an earlier one, the command line
    /// overrides all files, and flags such as `--nodb` override its options, in any order. But `IPController.db_class`
    /// takes precedence over the older name `HubFactory.db_class`, and that over `IPControllerApp.db_class`, wherever
    /// each is given.
    ///
    /// - Parameters:
    ///   - files: Configuration files, in ascending order of precedence.
    ///   - arguments: The arguments of `ipcontroller`.
    /// - Throws: All diagnostics of the files and the command line, including those for task databases that are not
    ///   chosen. A file that Python cannot run to its end is read up to the failing statement.
    package init(files: [ConfigurationFile] = [], arguments: [String] = []) async throws(ConfigurationError) {
        var reader = SettingsReader()
        for file in files {
            let (settings, diagnostic) = await FileReader.read(file)
            for setting in settings { reader.read(setting) }
            if let diagnostic { reader.report(diagnostic) }
        }
        let commandLine = BackendOptionReader(arguments)
        for setting in commandLine.options + commandLine.flags { reader.read(setting) }
        for diagnostic in commandLine.diagnostics { reader.report(diagnostic) }
        reader.finish()
        guard reader.diagnostics.isEmpty else { throw ConfigurationError(diagnostics: reader.diagnostics) }
        settings = reader.chosen
        source = reader.source
        otherArguments = commandLine.otherArguments
    }
}

extension BackendSelection: CustomStringConvertible {
    /// The kind and what decided it, then each setting on its own line, as a Python literal.
    package var description: String {
        var lines = ["\(kind.rawValue) (\(source))"]
        switch settings {
        case .dictDB(let settings):
            lines.append("  record_limit = \(settings.recordLimit)")
            lines.append("  size_limit = \(settings.sizeLimit)")
            lines.append("  cull_fraction = \(SettingValue.number(settings.cullFraction))")
        case .noDB: break
        case .sqliteDB(let settings):
            lines.append("  filename = \(SettingValue.text(settings.filename))")
            lines.append("  location = \(SettingValue.text(settings.location))")
            lines.append("  table = \(SettingValue.text(settings.table))")
        case .mongoDB(let settings):
            lines.append("  connection_args = \(SettingValue.list(settings.connectionArguments))")
            lines.append("  connection_kwargs = \(SettingValue.dictionary(settings.connectionKeywords))")
            lines.append("  database = \(SettingValue.text(settings.database))")
        }
        return lines.joined(separator: "\n")
    }
}
