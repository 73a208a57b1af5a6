import TaskDatabases

/// What became of objects that a session and a database have exchanged, behind a program with the capability
/// ``BackendInfo/objects``.
///
/// An object that was an argument or a result is named by its request's id and its place, as in `7/record` and
/// `8/result`; a list or dict in it by its place in that, counted from 0, as in `7/record/4`. A request tells in its member
/// `changed` what the session has made of such objects since, a reply what the database has.
package struct Sharing: Sendable, Equatable {
    package var changed: [(name: String, value: Value)]

    package init(_ changed: [(name: String, value: Value)] = []) { self.changed = changed }

    package static func == (left: Sharing, right: Sharing) -> Bool {
        left.changed.elementsEqual(right.changed) { $0.name == $1.name && $0.value == $1.value }
    }

    /// The name of the member of a message.
    private static let member = "changed"

    /// Reads what a reply tells; nothing where it tells nothing.
    ///
    /// - Throws: ``WireError``.
    package init(_ message: JSON) throws {
        switch message[Self.member] {
        case nil, .null: changed = []
        case .object(let object):
            changed = try object.members.map { member in
                (member.name, try Value(extendedJSON: member.value, at: "\(Self.member).\(member.name)"))
            }
        case let other?: throw WireError.expected("an object", at: Self.member, found: other)
        }
    }

    /// A message that tells this as well.
    ///
    /// - Throws: ``WireError`` for a value that cannot be told.
    package func added(to message: JSON, tellsOffsets: Bool) throws -> JSON {
        guard !changed.isEmpty, case .object(var object) = message else { return message }
        let members = try changed.map { ($0.name, try $0.value.extendedJSON(at: $0.name, tellsOffsets: tellsOffsets)) }
        object.append(Self.member, .object(JSONObject(members)))
        return .object(object)
    }
}
