import TaskDatabases

/// A JSON text as a value, without loss: members keep their order, `1` and `1.0` are different, and integers keep all
/// their digits.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    /// The digits of an integer beyond 64 bits, as written.
    case bigInteger(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)

    /// The name of the value's type in messages.
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

    /// The value of an object's member; nil if there is no such member, or the value is not an object.
    package subscript(name: String) -> JSON? {
        if case .object(let object) = self { object[name] } else { nil }
    }
}

extension JSON {
    /// Checks that an object has no members but some, and none twice.
    ///
    /// - Throws: ``WireError`` with the place of the first other one.
    func checkMembers(_ names: [String], at path: String) throws {
        guard case .object(let object) = self else { return }
        var seen: Set<String> = []
        for member in object.members {
            let place = path.isEmpty ? member.name : path + "." + member.name
            guard names.contains(member.name) else {
                throw WireError(place, "unexpected member; only \(names.joined(separator: ", ")) may be here")
            }
            guard seen.insert(member.name).inserted else { throw WireError(place, "duplicate member name") }
        }
    }
}

extension JSON {
    /// Compares types strictly, strings code point by code point, and the order of members.
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
