/// Why bytes are not JSON.
public struct JSONError: Error, Equatable, CustomStringConvertible {
    /// Where in the text, counted in bytes from 0.
    public let offset: Int
    public let reason: String

    public var description: String { "\(reason) at byte \(offset)" }
}
