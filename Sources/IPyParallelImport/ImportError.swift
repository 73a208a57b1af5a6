/// The reason why an import failed, or ended early.
package struct ImportError: Error, CustomStringConvertible {
    /// The message.
    package let description: String

    init(_ description: String) { self.description = description }
}
