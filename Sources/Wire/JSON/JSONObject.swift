import TaskDatabases

/// The members of a JSON object in their order.
package struct JSONObject: Sendable, Equatable {
    /// The members in their order.
    package private(set) var members: [Member]

    /// A member of an object.
    package struct Member: Sendable, Equatable {
        /// The name; names compare code point by code point.
        package let name: String
        /// The value.
        package let value: JSON

        /// Compares names code point by code point.
        package static func == (left: Member, right: Member) -> Bool {
            ExactText(left.name) == ExactText(right.name) && left.value == right.value
        }
    }

    /// Makes an object; names may repeat.
    package init(_ members: [(String, JSON)] = []) {
        self.members = members.map { Member(name: $0.0, value: $0.1) }
    }

    /// Adds a member at the end, even if its name exists.
    package mutating func append(_ name: String, _ value: JSON) { members.append(Member(name: name, value: value)) }

    /// The value of the first member of this name. Linear time, which is fast enough for the few members of a message.
    package subscript(name: String) -> JSON? { members.first { ExactText($0.name) == ExactText(name) }?.value }

    /// The object with another value under a name, in the place of the first member of that name or at the end.
    package func setting(_ name: String, _ value: JSON) -> JSONObject {
        var object = self
        let member = Member(name: name, value: value)
        if let place = members.firstIndex(where: { ExactText($0.name) == ExactText(name) }) {
            object.members[place] = member
        } else {
            object.members.append(member)
        }
        return object
    }
}
