import JupyterMessages
import Logging
import TaskDatabases
import Wire

/// A request that the task database must answer. It runs apart from the Hub, so that a slow database delays nothing else.
package struct DatabaseQuestion: Sendable {
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
    package func answer(from database: any TaskDatabase) async -> DatabaseAnswer {
        do {
            return try await found(in: database)
        } catch {
            return .reply(HubReply(address, type, ErrorContent(error)))
        }
    }

    private func found(in database: any TaskDatabase) async throws -> DatabaseAnswer {
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

    private func reply(_ content: JSONObject, _ buffers: [[UInt8]] = []) -> DatabaseAnswer {
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

/// The task database's answer to a ``DatabaseQuestion``.
package enum DatabaseAnswer: Sendable {
    case reply(HubReply)
    /// Tasks to run again: the ids that were asked for, and what is recorded of them.
    case resubmission([String], [TaskRecord], HubAddress)
}
