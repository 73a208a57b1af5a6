/// A controller's configuration file: Python, of which the console subset is read.
package struct ConfigurationFile: Sendable {
    /// As mistakes name it.
    package let path: String
    package let text: String

    /// - Parameter firstLine: the number of the text's first line in the file at `path`, from 1: above 1 for a block of a
    ///   page. Empty lines stand for those before it.
    package init(path: String, text: String, firstLine: Int = 1) {
        self.path = path
        self.text = String(repeating: "\n", count: max(firstLine - 1, 0)) + text
    }
}
