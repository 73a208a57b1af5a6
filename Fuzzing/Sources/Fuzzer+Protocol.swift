import Conformance
import TaskDatabases
import Wire

extension Fuzzer {
    /// A value in Extended JSON: what was read is written and read again.
    static let extendedJSON = Fuzzer("extended-json") { bytes in
        let value = try Value(extendedJSON: JSON(parsing: bytes), at: "value")
        let written = try value.extendedJSON(keepsOffsets: true)
        guard try Value(extendedJSON: JSON(parsing: written.bytes), at: "value") == value else {
            finding("\(value) was written as \(written), which means something else")
        }
    }

    /// The lines that a client sends to a built-in backend, and the backend's replies.
    static let requests = Fuzzer("requests") { bytes in
        let replies = waiting {
            let host = HostLoop(.dictDB())
            var replies: [[UInt8]] = []
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                replies.append(await host.answer(Array(line)).reply)
            }
            return replies
        }
        for reply in replies {
            guard let json = try? JSON(parsing: reply), !reply.contains(UInt8(ascii: "\n")) else {
                finding("a reply that is no line of JSON: \(String(decoding: reply, as: UTF8.self))")
            }
            guard let error = json["error"] else { continue }
            if case .integer(-32603)? = error["code"] { finding("an internal error: \(json)") }
        }
    }

    /// The line that a backend answers with, to each kind of request.
    static let replies = Fuzzer("replies") { bytes in
        let message = try JSON(parsing: bytes)
        guard case .result(let result) = try Reply(message, id: 1) else { return }
        _ = try? BackendInfo(result)
        _ = try? Sharing(message)
        let value = try Value(extendedJSON: result, at: "result")
        let record: Document = ["msg_id": "a"]
        let requests: [Request] = [
            .addRecord(msgID: "a", record: record), .getRecord(msgID: "a"), .getHistory,
            .findRecords(check: [:], keys: nil), .dropRecord(msgID: "a"),
        ]
        for request in requests { _ = request.mismatch(of: value)?.description }
    }
}
