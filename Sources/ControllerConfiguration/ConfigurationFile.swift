/// A controller's configuration file: JSON where its name ends in `.json`, else Python source, of which the console subset is
/// supported.
package struct ConfigurationFile: Sendable {
    /// The path shown in diagnostics.
    package let path: String
    /// The source, preceded by as many empty lines as `firstLine` requires.
    package let text: String

    var isJSON: Bool { path.hasSuffix(".json") }

    /// - Parameter firstLine: The line of the file at `path` where the text begins, from 1; above 1 for a block of a
    ///   page.
    package init(path: String, text: String, firstLine: Int = 1) {
        self.path = path
        self.text = String(repeating: "\n", count: max(firstLine - 1, 0)) + text
    }
}
