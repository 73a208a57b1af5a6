import TaskDatabases

/// A request of the kit to a backend: protocol 1, one request a line.
package enum Request: Sendable, Equatable {
    case initialize(protocolVersion: Int)
    case open(options: Document)
    case addRecord(msgID: String, record: Document)
    case getRecord(msgID: String)
    case updateRecord(msgID: String, record: Document)
    case dropRecord(msgID: String)
    case dropMatchingRecords(check: Document)
    case findRecords(check: Document, keys: [String]?)
    case getHistory
    case close
    case reopen
    case shutdown

    /// The supported version of the protocol.
    package static let protocolVersion = 1

    /// The name of the method in the message.
    package var method: String {
        switch self {
        case .initialize: "initialize"
        case .open: "open"
        case .addRecord: "add_record"
        case .getRecord: "get_record"
        case .updateRecord: "update_record"
        case .dropRecord: "drop_record"
        case .dropMatchingRecords: "drop_matching_records"
        case .findRecords: "find_records"
        case .getHistory: "get_history"
        case .close: "close"
        case .reopen: "reopen"
        case .shutdown: "shutdown"
        }
    }
}

// MARK: - JSON-RPC

extension Request {
    /// Writes the request as a JSON-RPC 2.0 message.
    ///
    /// - Parameter keepsOffsets: writes dates in their own zones instead of in UTC; only for a backend with the
    ///   capability ``BackendInfo/offsets``.
    /// - Throws: ``WireError`` for a value that Extended JSON cannot represent.
    package func message(id: Int, keepsOffsets: Bool = false) throws -> JSON {
        let parameters = try parameters { try $0.extendedJSON(at: $1, keepsOffsets: keepsOffsets) }
        return ["jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": parameters]
    }

    private func parameters(_ json: (Document, String) throws -> JSON) rethrows -> JSON {
        switch self {
        case .initialize(let version): ["protocol": .integer(version)]
        case .open(let options): ["options": try json(options, "options")]
        case .addRecord(let msgID, let record), .updateRecord(let msgID, let record):
            ["msg_id": .string(msgID), "record": try json(record, "record")]
        case .getRecord(let msgID), .dropRecord(let msgID): ["msg_id": .string(msgID)]
        case .dropMatchingRecords(let check): ["check": try json(check, "check")]
        case .findRecords(let check, let keys):
            [
                "check": try json(check, "check"),
                "keys": keys.map { .array($0.map(JSON.string)) } ?? .null,
            ]
        case .getHistory, .close, .reopen, .shutdown: .object(JSONObject())
        }
    }

    /// Reads a method and its parameters.
    ///
    /// - Throws: ``RequestError``.
    package init(method: String, parameters: JSON) throws {
        let parameters = Parameters(json: parameters)
        switch method {
        case "initialize": self = .initialize(protocolVersion: try parameters.integer("protocol"))
        case "open": self = .open(options: try parameters.document("options"))
        case "add_record":
            self = .addRecord(msgID: try parameters.text("msg_id"), record: try parameters.document("record"))
        case "get_record": self = .getRecord(msgID: try parameters.text("msg_id"))
        case "update_record":
            self = .updateRecord(msgID: try parameters.text("msg_id"), record: try parameters.document("record"))
        case "drop_record": self = .dropRecord(msgID: try parameters.text("msg_id"))
        case "drop_matching_records": self = .dropMatchingRecords(check: try parameters.document("check"))
        case "find_records":
            self = .findRecords(check: try parameters.document("check"), keys: try parameters.texts("keys"))
        case "get_history": self = .getHistory
        case "close": self = .close
        case "reopen": self = .reopen
        case "shutdown": self = .shutdown
        default: throw RequestError.unknownMethod(method)
        }
    }
}

/// Reads named parameters; an error says what was expected.
private struct Parameters {
    let json: JSON

    func integer(_ name: String) throws -> Int {
        if case .integer(let integer)? = json[name] { return integer }
        throw expected("an integer", name)
    }

    func text(_ name: String) throws -> String {
        if case .string(let text)? = json[name] { return text }
        throw expected("a string", name)
    }

    func texts(_ name: String) throws -> [String]? {
        switch json[name] {
        case nil, .null: return nil
        case .array(let elements):
            return try elements.map {
                guard case .string(let text) = $0 else { throw expected("an array of strings or null", name) }
                return text
            }
        default: throw expected("an array of strings or null", name)
        }
    }

    func document(_ name: String) throws -> Document {
        guard case .object(let object)? = json[name] else { throw expected("an object", name) }
        do {
            return try Document(extendedJSON: object, at: "params." + name)
        } catch let error as WireError {
            throw RequestError.invalidParameters(error)
        }
    }

    private func expected(_ what: String, _ name: String) -> RequestError {
        .invalidParameters(.expected(what, at: "params." + name, found: json[name]))
    }
}
