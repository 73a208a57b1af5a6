/// All that is wrong with a configuration.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// Never empty: those of the files in the order they are met, then those of the command line;
    /// 100 at most.
    public let mistakes: [ConfigurationMistake]

    /// The mistakes' texts, one below the other.
    public var description: String {
        mistakes.map(\.description).joined(separator: "\n")
    }
}
