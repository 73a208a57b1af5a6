import TaskDatabases
import Wire

/// The header of a message.
package struct MessageHeader: Sendable {
    /// The message's id, unique in its cluster.
    package let msgID: String
    /// The kind of message: `apply_request`.
    package let type: String
    /// The id of the sender's session.
    package let session: String
    /// When the message was made, by the sender's clock; nil if the header does not say.
    package let date: Instant?
    /// All members.
    package let object: JSONObject

    /// Parses a header; nil for anything but an object with a `msg_id` and a `msg_type`.
    package init?(_ bytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(parsingMessage: bytes), case .string(let msgID)? = object["msg_id"],
            case .string(let type)? = object["msg_type"]
        else { return nil }
        self.msgID = msgID
        self.type = type
        session = if case .string(let session)? = object["session"] { session } else { "" }
        date = object["date"]?.instant
        self.object = object
    }

    /// The header as a record has it: its date is a date.
    package var document: Document {
        var document = Document(message: object)
        if let date { document["date"] = .instant(date) }
        return document
    }
}

extension SignedMessage {
    /// The parsed header; nil if it is invalid.
    package var parsedHeader: MessageHeader? { MessageHeader(header) }

    /// The parsed header of the request; nil if there is none.
    package var parsedParentHeader: MessageHeader? { MessageHeader(parentHeader) }

    /// The content, if it is a JSON object.
    package var parsedContent: JSONObject? { JSONObject(parsing: content) }

    /// The metadata, if they are a JSON object.
    package var parsedMetadata: JSONObject? { JSONObject(parsing: metadata) }
}

extension JSONObject {
    /// Parses an object; nil for anything else.
    package init?(parsing bytes: [UInt8]) {
        guard case .object(let object)? = try? JSON(parsingMessage: bytes) else { return nil }
        self = object
    }
}

extension JSON {
    /// The text of a string.
    package var text: String? { if case .string(let text) = self { text } else { nil } }
    /// An integer.
    package var number: Int? { if case .integer(let integer) = self { integer } else { nil } }
    /// True or false.
    package var truth: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    /// The elements of an array.
    package var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members of an object.
    package var members: JSONObject? { if case .object(let object) = self { object } else { nil } }
    /// The date that a string is in ISO 8601 with a zone.
    package var instant: Instant? { text.flatMap { Instant($0) } }
}
