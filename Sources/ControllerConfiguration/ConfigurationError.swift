/// All that is wrong with a configuration.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// Never empty: those of the files in the order they are met, then those of the command line;
    /// 100 at most.
    package let mistakes: [ConfigurationMistake]

    /// The mistakes' texts, one below the other.
    package var description: String {
        mistakes.map(\.description).joined(separator: "\n")
    }
}
