/// Why bytes are not JSON.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    /// Where in the text, counted in bytes from 0.
    public let offset: Int
    public let reason: String

    /// The reason where a text begins as some editors begin theirs.
    public static let byteOrderMark = "JSON has no byte order mark"

    public var description: String { "\(reason) at byte \(offset)" }
}
