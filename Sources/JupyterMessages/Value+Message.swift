import FoundationEssentials
import TaskDatabases
import Wire

/// Values of records are plain JSON in messages: dates are ISO 8601, bytes base64, as Jupyter's peers write them.
extension Value {
    /// Reads a value. Text stays text; an integer beyond 64 bits becomes a double.
    package init(message json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer(let integer): self = .integer(integer)
        case .double(let double): self = .double(double)
        case .bigInteger(let digits): self = .double(Double(digits) ?? .infinity)
        case .string(let text): self = .text(text)
        case .array(let elements): self = .list(elements.map(Value.init(message:)))
        case .object(let object): self = .document(Document(message: object))
        }
    }

    /// Reads a value of a query on a key that holds dates: text that is a date becomes one, also inside operators.
    package init(messageDate json: JSON) {
        switch json {
        case .string(let text): self = Self.date(text).map(Value.instant) ?? .text(text)
        case .array(let elements): self = .list(elements.map(Value.init(messageDate:)))
        case .object(let object):
            self = .document(Document(object.members.map { ($0.name, Value(messageDate: $0.value)) }))
        default: self = Value(message: json)
        }
    }

    /// A date without a zone is in UTC.
    private static func date(_ text: String) -> Instant? { Instant(text) ?? Instant(text + "Z") }

    /// The value as JSON. A number that JSON cannot write becomes its name in Python: `nan`.
    package var message: JSON {
        switch self {
        case .null: .null
        case .bool(let bool): .bool(bool)
        case .integer(let integer): .integer(integer)
        case .double(let double):
            double.isFinite ? .double(double) : .string(double.isNaN ? "nan" : double < 0 ? "-inf" : "inf")
        case .text(let text): .string(text)
        case .bytes(let bytes): .string(Data(bytes).base64EncodedString())
        case .instant(let instant): .string(instant.description)
        case .list(let values): .array(values.map(\.message))
        case .document(let document): .object(document.message)
        }
    }
}

extension Document {
    /// Reads an object; of two members of one name the later wins.
    package init(message object: JSONObject) {
        self.init(object.members.map { ($0.name, Value(message: $0.value)) })
    }

    /// The document as a JSON object.
    package var message: JSONObject { JSONObject(map { ($0.name, $0.value.message) }) }
}
