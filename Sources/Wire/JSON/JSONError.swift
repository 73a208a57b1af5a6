/// The reason why bytes are not JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// The place of the error, in bytes from 0.
    package let offset: Int
    /// The message, without the place.
    package let reason: String

    /// The reason for text that starts with a byte order mark.
    package static let byteOrderMark = "unexpected byte order mark"

    /// The reason and the offset.
    package var description: String { "\(reason) at byte \(offset)" }
}
