/// A message that does not fit the protocol: the place in it, and what was expected there.
package struct WireError: Error, Equatable, CustomStringConvertible {
    /// The way to the place, as in `result[0].header.date`; empty for the message as a whole.
    package let path: String
    package let reason: String

    package init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }

    /// The same as seen from one level further out.
    func below(_ step: String) -> WireError { WireError(step + path, reason) }

    static func expected(_ what: String, at path: String, found: JSON?) -> WireError {
        WireError(path, "expected \(what), found \(found.map(\.excerpt) ?? "nothing")")
    }

    package var description: String { path.isEmpty ? reason : "at `\(path)`: \(reason)" }
}

extension JSON {
    /// The value where it is short, else the name of its type.
    fileprivate var excerpt: String {
        switch self {
        case .array, .object: return typeName
        default:
            let bytes = bytes
            return bytes.count <= 60 ? String(decoding: bytes, as: UTF8.self) : typeName
        }
    }
}
