import TaskDatabases
import Wire

/// Serves a built-in database over the protocol: one line in, one line out.
package struct HostLoop: Sendable {
    private let host: DatabaseHost

    package init(_ host: DatabaseHost) { self.host = host }

    /// Answers one line.
    ///
    /// - Returns: the reply's bytes without a line end, and whether the request was `shutdown`.
    package func answer(_ line: [UInt8]) async -> (reply: [UInt8], isLast: Bool) {
        let message: JSON
        do {
            message = try JSON(parsing: line)
        } catch {
            return (Self.reply(.failed(code: -32700, message: "this line is not JSON: \(error)"), to: .null), false)
        }
        let id = message["id"] ?? .null
        guard message["jsonrpc"] == "2.0", case .string(let method)? = message["method"] else {
            return (Self.reply(.invalidRequest, to: id), false)
        }
        do {
            let request = try Request(method: method, parameters: message["params"] ?? .object(JSONObject()))
            return (Self.reply(await answer(request), to: id), request == .shutdown)
        } catch {
            return (Self.reply(Reply(error), to: id), false)
        }
    }

    private func answer(_ request: Request) async -> Reply {
        do {
            switch request {
            case .initialize(Request.protocolVersion): return .result(host.info.json)
            case .initialize(let other):
                return .failed(
                    code: -32602, message: "unknown protocol \(other): the only one is \(Request.protocolVersion)")
            default: return .result(try await host.perform(request).extendedJSON(at: "result"))
            }
        } catch {
            return Reply(error)
        }
    }

    private static func reply(_ reply: Reply, to id: JSON) -> [UInt8] { reply.message(id: id).bytes }
}

extension Reply {
    fileprivate static let invalidRequest = Reply.failed(code: -32600, message: "this is not a JSON-RPC 2.0 request")

    fileprivate init(_ error: any Error) {
        self =
            switch error {
            case let error as RaisedError: .raised(error)
            case RequestError.unknownMethod(let method):
                .failed(code: Reply.noMethod, message: "there is no method \(method)")
            case RequestError.invalidParameters(let error): .failed(code: -32602, message: error.description)
            default: .failed(code: -32603, message: "\(error)")
            }
    }
}
