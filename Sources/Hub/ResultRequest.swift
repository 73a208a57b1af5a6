import JupyterMessages
import TaskDatabases
import Wire

/// A client's request for results, with what the Hub's own memory says.
struct ResultRequest: Sendable {
    /// Whether only the states are wanted.
    let statusOnly: Bool
    /// Tasks that have not ended.
    var pending: [String] = []
    /// Tasks that have ended.
    var completed: [String] = []
    /// Tasks of which the database must say more.
    var unknown: [String] = []

    init(statusOnly: Bool) { self.statusOnly = statusOnly }

    /// The content of the reply, without results.
    var status: JSONObject {
        JSONObject([
            ("status", "ok"), ("pending", .array(pending.map(JSON.string))),
            ("completed", .array(completed.sorted().map(JSON.string))),
        ])
    }

    /// The content of the reply, and the buffers after it.
    func reply(_ records: [TaskRecord]) throws(ErrorContent) -> (content: JSONObject, buffers: [[UInt8]]) {
        var request = self
        var results: [(String, JSON)] = []
        var buffers: [[UInt8]] = []
        var found: [String: TaskRecord] = [:]
        for record in records {
            if case .text(let id)? = record["msg_id"] { found[id] = record }
        }
        for id in unknown {
            guard let record = found[id] else { throw ErrorContent.noSuchMessage(id) }
            guard record.isFinished else {
                // A task of a controller before this one.
                request.pending.append(id)
                continue
            }
            request.completed.append(id)
            guard !statusOnly else { continue }
            results.append((id, Self.result(record)))
            buffers += record["result_buffers"]?.buffers ?? []
        }
        request.pending.sort()
        return (JSONObject(request.status.members.map { ($0.name, $0.value) } + results), buffers)
    }

    private static func result(_ record: TaskRecord) -> JSON {
        func value(_ key: String) -> JSON { record[key]?.message ?? .null }
        func object(_ key: String) -> JSON { if case .object = value(key) { value(key) } else { [:] } }
        var content = object("result_content")
        if content["status"] == "aborted", content["ename"] == nil {
            // A client makes an exception of whatever is not "ok".
            content = .object(
                ErrorContent("TaskAborted", "the task was aborted").content.setting("status", "aborted"))
        }
        let output = ["execute_input", "execute_result", "error", "stdout", "stderr"].map { ($0, value($0)) }
        return [
            "header": object("header"), "metadata": object("metadata"), "result_metadata": object("result_metadata"),
            "result_header": object("result_header"), "result_content": content, "received": value("received"),
            "io": .object(JSONObject(output)),
        ]
    }
}
