/// All errors in a configuration.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// The diagnostics of the files in order, then those of the command line: at least 1, at most 100.
    package let diagnostics: [ConfigurationDiagnostic]

    /// The diagnostics, one per line or lines.
    package var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
