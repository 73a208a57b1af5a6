import TaskDatabases

/// The changes to objects that a session and a database share, for a program with the capability
/// ``BackendInfo/objects``.
///
/// An argument or result is named by the request's id and its place, as in `7/record` and `8/result`; a list or dict in
/// it by its index within that object, as in `7/record/4`. The member `changed` of a request holds the objects that
/// the session has changed since the last message, that of a reply those that the database has changed.
package struct Sharing: Sendable, Equatable {
    /// The names and new values of the changed objects.
    package var changed: [(name: String, value: Value)]

    /// Makes a list of changes, by default an empty one.
    package init(_ changed: [(name: String, value: Value)] = []) { self.changed = changed }

    /// Compares names and values in their order.
    package static func == (left: Sharing, right: Sharing) -> Bool {
        left.changed.elementsEqual(right.changed) { $0.name == $1.name && $0.value == $1.value }
    }

    /// The member of a message that holds the changes.
    static let member = "changed"

    /// Whether a name in a reply has the form of a place, such as `7/record/4`.
    private static func isPlace(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count > 1, ["record", "check", "keys", "result"].contains(String(Substring(parts[1]))) else {
            return false
        }
        return (parts.prefix(1) + parts.dropFirst(2)).allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
    }

    /// Reads the changes in a message; there are none if it has no member `changed`.
    ///
    /// - Throws: ``WireError``.
    package init(_ message: JSON) throws {
        switch message[Self.member] {
        case nil: changed = []
        case .object(let object):
            changed = try object.members.map { member in
                guard Self.isPlace(member.name) else {
                    throw WireError("\(Self.member).\(member.name)", "expected a place such as 7/record or 8/result/0")
                }
                return (member.name, try Value(extendedJSON: member.value, at: "\(Self.member).\(member.name)"))
            }
        case let other?: throw WireError.expected("an object", at: Self.member, found: other)
        }
    }

    /// Returns the message with the changes added, if there are any.
    ///
    /// - Throws: ``WireError`` for a value that Extended JSON cannot represent.
    package func added(to message: JSON, keepsOffsets: Bool) throws -> JSON {
        guard !changed.isEmpty, case .object(var object) = message else { return message }
        let members = try changed.map { ($0.name, try $0.value.extendedJSON(at: $0.name, keepsOffsets: keepsOffsets)) }
        object.append(Self.member, .object(JSONObject(members)))
        return .object(object)
    }
}
