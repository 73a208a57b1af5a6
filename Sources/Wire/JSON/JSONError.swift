/// Why bytes are not JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// Where in the text, counted in bytes from 0.
    package let offset: Int
    package let reason: String

    /// The reason where a text begins as some editors begin theirs.
    package static let byteOrderMark = "JSON has no byte order mark"

    package var description: String { "\(reason) at byte \(offset)" }
}
