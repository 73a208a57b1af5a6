import JupyterMessages
import TaskDatabases
import Wire

/// A client's query of the records.
struct RecordQuery: Sendable {
    let check: Document
    /// Nil is all keys but buffers.
    let keys: [String]?

    /// Reads the content of a `db_request`.
    init(_ content: JSONObject) throws(ErrorContent) {
        guard let query = content["query"]?.members else {
            throw ErrorContent("TypeError", "the query must be a dict")
        }
        check = Document(query.members.map { ($0.name, Self.criterion($0.value, of: $0.name)) })
        switch content["keys"] {
        case nil, .null: keys = nil
        case .array(let names)? where names.allSatisfy({ $0.text != nil }): keys = names.compactMap(\.text)
        default: throw ErrorContent("TypeError", "keys must be a list of str, or None")
        }
    }

    private static func criterion(_ json: JSON, of key: String) -> Value {
        let holdsDates = TaskRecord.dateKeys.contains(key) || key == "header" || key == "result_header"
        return holdsDates ? Value(messageDate: json) : Value(message: json)
    }

    /// The content of the reply, and the buffers after it.
    func reply(_ records: [TaskRecord]) -> (content: JSONObject, buffers: [[UInt8]]) {
        var buffers: [[UInt8]] = []
        var counts: [String: [JSON]] = [:]
        let shown = records.map { record -> JSON in
            var fields = record.fields
            for key in Self.bufferKeys {
                if keys?.contains(key) == true {
                    let found = record[key]?.buffers ?? []
                    counts[key, default: []].append(.integer(found.count))
                    buffers += found
                }
                fields[key] = nil
            }
            return .object(fields.message)
        }
        func lengths(_ key: String) -> JSON { keys?.contains(key) == true ? .array(counts[key] ?? []) : .null }
        return (
            JSONObject([
                ("status", "ok"), ("records", .array(shown)), ("buffer_lens", lengths("buffers")),
                ("result_buffer_lens", lengths("result_buffers")),
            ]), buffers
        )
    }

    private static let bufferKeys = ["buffers", "result_buffers"]
}

extension Value {
    /// The buffers of a list of buffers.
    var buffers: [[UInt8]] {
        guard case .list(let values) = self else { return [] }
        return values.compactMap { if case .bytes(let bytes) = $0 { bytes } else { nil } }
    }
}
