import Diagnostics

/// A controller's whole configuration: its task database and everything else.
package struct ControllerConfigurationReader: Sendable {
    /// The task database.
    package let backend: BackendSelection
    /// Everything else.
    package let options: ControllerOptions
    /// What was asked for and has no effect, in messages.
    package let warnings: [String]

    /// Reads configuration files and a command line. The command line overrides all files, a later file an earlier one.
    ///
    /// - Throws: all diagnostics of the files and the command line.
    package init(files: [ConfigurationFile] = [], arguments: [String] = []) async throws(ConfigurationError) {
        backend = try await BackendSelection(files: files, arguments: arguments)
        var reader = OptionReader()
        for file in files {
            for setting in await FileReader.read(file).settings { reader.read(setting, isFile: true) }
        }
        reader.read(backend.otherArguments)
        guard reader.diagnostics.isEmpty else { throw ConfigurationError(diagnostics: reader.diagnostics) }
        options = reader.options
        warnings = reader.warnings
    }

    /// The options of a command line alone, mistakes passed over: what says where the configuration files are.
    package static func preview(_ arguments: [String]) async -> ControllerOptions {
        var reader = OptionReader()
        reader.read(BackendOptionReader(arguments).otherArguments)
        return reader.options
    }
}
