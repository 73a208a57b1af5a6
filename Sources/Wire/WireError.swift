/// An error in a message: its place, and what was expected there.
package struct WireError: Error, Equatable, CustomStringConvertible {
    /// The path to the place, as in `result[0].header.date`; empty for the whole message.
    package let path: String
    /// The message, without the place.
    package let reason: String

    /// Makes an error at a path.
    package init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// Returns the error with a path that starts one level further out.
    func below(_ step: String) -> WireError { WireError(step + path, reason) }

    static func expected(_ what: String, at path: String, found: JSON?) -> WireError {
        WireError(path, "expected \(what), found \(found.map(\.excerpt) ?? "nothing")")
    }

    /// The path, if there is one, and the reason.
    package var description: String { path.isEmpty ? reason : "at `\(path)`: \(reason)" }
}

extension JSON {
    /// The value if it is short, else the name of its type.
    fileprivate var excerpt: String {
        switch self {
        case .array, .object: return typeName
        default:
            let bytes = bytes
            return bytes.count <= 60 ? String(decoding: bytes, as: UTF8.self) : typeName
        }
    }
}
