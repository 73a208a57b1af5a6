import TaskDatabases

/// A JSON text as a value, with nothing lost: members keep their order, `1` and `1.0` stay apart, and an integer beyond
/// 64 bits keeps its digits.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    /// An integer that 64 bits cannot hold, as written.
    case bigInteger(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    /// The type's name in messages.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .bigInteger: "an integer"
        case .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// A member of an object; nil for anything else and where there is none.
    package subscript(name: String) -> JSON? {
        if case .object(let object) = self { object[name] } else { nil }
    }
}

/// The members of a JSON object in their order.
package struct JSONObject: Sendable, Equatable {
    package private(set) var members: [Member]

    package struct Member: Sendable, Equatable {
        package let name: String
        package let value: JSON

        package static func == (left: Member, right: Member) -> Bool {
            ExactText(left.name) == ExactText(right.name) && left.value == right.value
        }
    }

    package init(_ members: [(String, JSON)] = []) {
        self.members = members.map { Member(name: $0.0, value: $0.1) }
    }

    /// Asks for room for so many members at once.
    package mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    package mutating func append(_ name: String, _ value: JSON) { members.append(Member(name: name, value: value)) }

    /// Takes time in the number of members: messages have a handful.
    package subscript(name: String) -> JSON? { members.first { ExactText($0.name) == ExactText(name) }?.value }
}

extension JSON {
    /// Strictly by type; strings code point by code point, members in their order.
    package static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.bigInteger(let left), .bigInteger(let right)): left == right
        case (.string(let left), .string(let right)): ExactText(left) == ExactText(right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}
