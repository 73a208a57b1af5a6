import JupyterMessages
import Logging
import TaskDatabases
import Wire

/// A request that the task database must answer. It runs apart from the Hub, so that a slow database delays nothing else.
package struct HubQuestion: Sendable {
    enum Kind: Sendable {
        case history
        case records(RecordQuery)
        case results(ResultRequest)
        /// Drop the records that match any of some checks.
        case purge([Document])
        /// Find tasks to run again.
        case resubmission([String])
        /// Add the ids of what engines have completed to a queue's status.
        case completed([(id: String, uuid: String)], JSONObject)
    }

    let kind: Kind
    let type: String
    let address: HubAddress

    /// Asks the database.
    package func answer(from database: any TaskDatabase) async -> HubAnswer {
        do {
            return try await found(in: database)
        } catch {
            return .reply(HubReply(address, type, ErrorContent(error)))
        }
    }

    private func found(in database: any TaskDatabase) async throws -> HubAnswer {
        switch kind {
        case .history:
            let history = try await database.getHistory()
            return reply(JSONObject([("status", "ok"), ("history", .array(history.map(JSON.string)))]))
        case .records(let query):
            let (content, buffers) = query.reply(try await database.findRecords(query.check, keys: query.keys))
            return reply(content, buffers)
        case .results(let request):
            let check: Document = ["msg_id": ["$in": .list(request.unknown.map(Value.text))]]
            let keys = request.statusOnly ? ["completed"] : nil
            let (content, buffers) = try request.reply(try await database.findRecords(check, keys: keys))
            return reply(content, buffers)
        case .purge(let checks):
            for check in checks { try await database.dropMatchingRecords(check) }
            return .reply(.done(address, type))
        case .resubmission(let ids):
            let check: Document = ["msg_id": ["$in": .list(ids.map(Value.text))]]
            let keys = ["header", "metadata", "content", "buffers"]
            let records = try await database.findRecords(check, keys: keys)
            return .resubmission(ids, records, address)
        case .completed(let engines, let status):
            return reply(try await completed(engines, status, in: database))
        }
    }

    private func reply(_ content: JSONObject, _ buffers: [[UInt8]] = []) -> HubAnswer {
        .reply(HubReply(address, type, content, buffers: buffers))
    }

    private func completed(_ engines: [(id: String, uuid: String)], _ status: JSONObject, in database: any TaskDatabase)
        async throws -> JSONObject
    {
        var status = status
        for engine in engines {
            let check: Document = ["engine_uuid": .text(engine.uuid), "completed": ["$ne": nil]]
            // A database that keeps nothing refuses; the rest of the status does not depend on it.
            guard let records = try? await database.findRecords(check, keys: ["msg_id"]),
                let engineStatus = status[engine.id]?.members
            else { continue }
            let ids = records.compactMap { $0["msg_id"]?.message }
            status = status.setting(engine.id, .object(engineStatus.setting("completed", .array(ids))))
        }
        return status
    }
}

/// The task database's answer to a ``HubQuestion``.
package enum HubAnswer: Sendable {
    case reply(HubReply)
    /// Tasks to run again: the ids that were asked for, and what is recorded of them.
    case resubmission([String], [TaskRecord], HubAddress)
}

extension TaskHub {
    /// Takes an answer of the task database.
    package mutating func receive(_ answer: HubAnswer, at date: Instant) {
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
