/// The task database a controller's configuration and command line choose.
package struct BackendSelection: Sendable {
    package let settings: BackendSettings
    /// What decided the kind. The settings may come from elsewhere.
    package let source: ChoiceSource
    /// The arguments of the command line that say nothing of task databases, in their order.
    package let passedOver: [String]

    package var kind: BackendKind { settings.kind }

    /// Reads configuration files and a command line; nothing is started, opened or looked up.
    ///
    /// A later file overrides an earlier one, and the command line overrides all files. Of several options that say
    /// the same thing the last one counts. In files `IPController.db_class` is stronger than the older names
    /// `HubFactory.db_class` and `IPControllerApp.db_class`, whichever comes first.
    ///
    /// - Parameters:
    ///   - files: configuration files, the weakest first.
    ///   - arguments: what follows `ipcontroller` on its command line.
    /// - Throws: all mistakes in the files and on the command line, also in settings of task databases that are not
    ///   chosen. A file that is not readable as Python to its end is judged up to that place.
    package init(files: [ConfigurationFile] = [], arguments: [String] = []) async throws(ConfigurationError) {
        var reader = SettingsReader()
        for file in files {
            let (settings, mistake) = await FileReader.read(file)
            for setting in settings { reader.read(setting) }
            if let mistake { reader.report(mistake) }
        }
        let commandLine = CommandLineReader(arguments)
        for setting in commandLine.settings { reader.read(setting) }
        for mistake in commandLine.mistakes { reader.report(mistake) }
        guard reader.mistakes.isEmpty else { throw ConfigurationError(mistakes: reader.mistakes) }
        settings = reader.chosen
        source = reader.source
        passedOver = commandLine.passedOver
    }
}

extension BackendSelection: CustomStringConvertible {
    /// The kind and what decided it, then each setting on a line of its own, as Python writes its value.
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
