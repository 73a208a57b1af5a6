import JupyterMessages
import Logging
import TaskDatabases
import Wire

extension TaskHub {
    /// Takes an answer of the task database.
    package mutating func receive(_ answer: DatabaseAnswer, at date: Instant) {
        switch answer {
        case .reply(let reply): emit(.reply(reply))
        case .resubmission(let ids, let records, let address):
            do {
                try resubmit(ids, records, address, at: date)
            } catch {
                log.error("Failed to resubmit tasks: \(error.name): \(error.text)")
                emit(.reply(HubReply(address, "resubmit_reply", error)))
            }
        }
    }

    private mutating func resubmit(
        _ ids: [String], _ records: [TaskRecord], _ address: HubAddress, at date: Instant
    ) throws(ErrorContent) {
        var found: [String: (header: Document, record: TaskRecord)] = [:]
        for record in records {
            guard case .text(let id)? = record["msg_id"], case .document(let header)? = record["header"] else {
                continue
            }
            found[id] = (header, record)
        }
        let missing = ids.filter { found[$0] == nil }
        guard missing.isEmpty else {
            let list = missing.map { "'\($0)'" }.joined(separator: ", ")
            throw ErrorContent("KeyError", "\"No such msg(s): [\(list)]\"")
        }
        var resubmitted = JSONObject()
        var seen: Set<String> = []
        for id in ids where seen.insert(id).inserted {
            guard let (header, record) = found[id] else { continue }
            let newID = author.newMessageID()
            resubmitted.append(id, .string(newID))
            emit(.submit(request(newID, header, record, at: date)))
            write(.update(id, ["resubmitted": .text(newID)]))
        }
        emit(
            .reply(
                HubReply(
                    address, "resubmit_reply",
                    JSONObject([("status", "ok"), ("resubmitted", .object(resubmitted))]))))
    }

    /// A recorded task as a new request. It keeps the label, retries and timeout, but may run on any engine.
    private func request(_ newID: String, _ header: Document, _ record: TaskRecord, at date: Instant) -> Envelope {
        var header = header
        header["msg_id"] = .text(newID)
        header["date"] = .instant(date)
        var metadata = JSONObject()
        if case .document(let old)? = record["metadata"] {
            for key in ["label", "retries", "timeout"] {
                if let value = old[key] { metadata.append(key, value.message) }
            }
        }
        let content = record["content"]?.message ?? [:]
        let message = author.signed(
            SignedMessage(
                header: JSON.object(header.message).bytes, metadata: JSON.object(metadata).bytes,
                content: content.bytes,
                buffers: record["buffers"]?.buffers ?? []))
        return Envelope(identities: [Self.ownIdentity], message: message)
    }

    /// No client has this identity, so that nobody gets the replies.
    private static let ownIdentity = Array("hub".utf8)
}
