import TaskDatabases

/// A backend's reply to one request.
package enum Reply: Sendable, Equatable {
    case result(JSON)
    /// The exception that the backend raised. It understood the request and rejected it.
    case raised(RaisedError)
    /// Another JSON-RPC error: the backend could not process the request.
    case failed(code: Int, message: String)

    /// The JSON-RPC code for an unknown method.
    package static let noMethod = -32601
}

extension Reply {
    /// Writes the reply as a JSON-RPC 2.0 message.
    ///
    /// - Parameter id: the request's id; null if it could not be read.
    package func message(id: JSON) -> JSON {
        switch self {
        case .result(let result): ["jsonrpc": "2.0", "id": id, "result": result]
        case .raised(let error):
            [
                "jsonrpc": "2.0", "id": id,
                "error": [
                    "code": .integer(RaisedError.code), "message": .string(error.message),
                    "data": [
                        "type": .string(error.type), "mro": .array(([error.type] + error.bases).map(JSON.string)),
                    ],
                ],
            ]
        case .failed(let code, let message):
            ["jsonrpc": "2.0", "id": id, "error": ["code": .integer(code), "message": .string(message)]]
        }
    }

    /// Reads the reply to the request with the given id.
    ///
    /// - Throws: ``WireError`` with the invalid place and what was expected there.
    package init(_ message: JSON, id: Int) throws {
        guard case .object(let object) = message else { throw WireError.expected("an object", at: "", found: message) }
        guard object["jsonrpc"] == "2.0" else {
            throw WireError.expected("the string \"2.0\"", at: "jsonrpc", found: object["jsonrpc"])
        }
        guard object["id"] == .integer(id) else {
            throw WireError.expected("the request's id \(id)", at: "id", found: object["id"])
        }
        switch (object["result"], object["error"]) {
        case (let result?, nil): self = .result(result)
        case (nil, let error?): self = try Reply(error: error)
        case (nil, nil): throw WireError("", "expected a result or an error, found neither")
        case (_?, .null): throw WireError("error", "unexpected member: a reply with a result has none, not even null")
        case (.null, _?): throw WireError("result", "unexpected member: a reply with an error has none, not even null")
        case (_?, _?): throw WireError("", "expected a result or an error, found both")
        }
        try message.checkMembers(["jsonrpc", "id", "result", "error", Sharing.member], at: "")
    }

    private init(error: JSON) throws {
        guard case .integer(let code)? = error["code"] else {
            throw WireError.expected("an integer", at: "error.code", found: error["code"])
        }
        guard case .string(let message)? = error["message"] else {
            throw WireError.expected("a string", at: "error.message", found: error["message"])
        }
        try error.checkMembers(["code", "message", "data"], at: "error")
        guard code == RaisedError.code else {
            self = .failed(code: code, message: message)
            return
        }
        guard case .string(let type)? = error["data"]?["type"], !type.isEmpty else {
            throw WireError.expected(
                "a string with the exception's type", at: "error.data.type", found: error["data"]?["type"])
        }
        self = .raised(RaisedError(type: type, bases: try Self.bases(error["data"], of: type), message: message))
    }

    private static func bases(_ data: JSON?, of type: String) throws -> [String] {
        switch data?["mro"] {
        case nil: return []
        case .array(let names)?:
            return try names.enumerated().map { index, name in
                guard case .string(let name) = name else {
                    throw WireError.expected("a string", at: "error.data.mro[\(index)]", found: name)
                }
                return name
            }.filter { $0 != type }
        case let other?: throw WireError.expected("an array of strings", at: "error.data.mro", found: other)
        }
    }
}
