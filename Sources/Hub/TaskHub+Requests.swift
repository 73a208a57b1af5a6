import JupyterMessages
import Logging
import OrderedCollections
import TaskDatabases
import Wire

extension TaskHub {
    /// Answers a request of a client or an engine.
    ///
    /// - Parameters:
    ///   - address: whom the answer goes to.
    ///   - now: seconds of the caller's clock.
    package mutating func handle(_ type: String, _ content: JSONObject, from address: HubAddress, now: Double) {
        do {
            try dispatch(type, content, address, now)
        } catch {
            log.error("Error handling request: '\(type)': \(error.name): \(error.text)")
            emit(.reply(HubReply(address, "hub_error", error)))
        }
    }

    private mutating func dispatch(_ type: String, _ content: JSONObject, _ address: HubAddress, _ now: Double)
        throws(ErrorContent)
    {
        switch type {
        case "registration_request": register(content, address, now: now)
        case "unregistration_request": unregister(content, now: now)
        case "connection_request":
            let engines = JSONObject(engines.values.map { (String($0.id), .string($0.uuid)) })
            reply(address, "connection_reply", ("engines", .object(engines)))
        case "queue_request": try queueStatus(content, address)
        case "load_request": try loads(content, address)
        case "history_request": ask(.history, "history_reply", address)
        case "db_request": ask(.records(try RecordQuery(content)), "db_reply", address)
        case "result_request": try results(content, address)
        case "purge_request": purge(content, address)
        case "resubmit_request":
            let ids = try Self.ids(content)
            guard Set(ids).count == ids.count else { throw ErrorContent("KeyError", "'a msg_id is given twice'") }
            ask(.resubmission(ids), "resubmit_reply", address)
        case "shutdown_request":
            reply(address, "shutdown_reply")
            emit(.notify("shutdown_notification", JSONObject([("status", "ok")]), parent: address.parent))
            emit(.shutDown)
        case "become_dask_request", "stop_distributed_request":
            throw ErrorContent("NotImplementedError", "this controller does not start dask.distributed")
        default: throw ErrorContent("KeyError", "\"Bad Message Type: '\(type)'\"")
        }
    }

    private mutating func reply(_ address: HubAddress, _ type: String, _ members: (String, JSON)...) {
        emit(.reply(HubReply(address, type, JSONObject([("status", "ok")] + members))))
    }

    private mutating func ask(_ kind: DatabaseQuestion.Kind, _ type: String, _ address: HubAddress) {
        emit(.ask(DatabaseQuestion(kind: kind, type: type, address: address)))
    }

    static func ids(_ content: JSONObject) throws(ErrorContent) -> [String] {
        guard let elements = content["msg_ids"]?.elements else {
            throw ErrorContent("TypeError", "msg_ids must be a list")
        }
        var ids: [String] = []
        for element in elements {
            guard let id = element.text else { throw ErrorContent("TypeError", "each of msg_ids must be a str") }
            ids.append(id)
        }
        return ids
    }
}

// MARK: - Queues

extension TaskHub {
    private func targets(_ content: JSONObject) throws(ErrorContent) -> [HubEngine] {
        guard let json = content["targets"], json != .null else { return Array(engines.values) }
        let wanted = json.elements ?? [json]
        guard !wanted.isEmpty else { throw ErrorContent("IndexError", "No Engines Registered") }
        var found: [HubEngine] = []
        var unknown: [JSON] = []
        for target in wanted {
            let id = target.number ?? target.text.flatMap { engineIDs[$0] }
            if let engine = id.flatMap({ engines[$0] }) { found.append(engine) } else { unknown.append(target) }
        }
        guard unknown.isEmpty else {
            let list = unknown.map { $0.text.map { "'\($0)'" } ?? String(decoding: $0.bytes, as: UTF8.self) }
            throw ErrorContent("IndexError", "No Such Engine: [\(list.joined(separator: ", "))]")
        }
        return found
    }

    private mutating func queueStatus(_ content: JSONObject, _ address: HubAddress) throws(ErrorContent) {
        let found = try targets(content)
        let isVerbose = content["verbose"]?.truth ?? false
        func told(_ ids: Set<String>) -> JSON {
            isVerbose ? .array(ids.sorted().map(JSON.string)) : .integer(ids.count)
        }
        let status = found.map { engine -> (String, JSON) in
            let completed = isVerbose ? [] : JSON.integer(engine.completed)
            return (
                String(engine.id),
                ["queue": told(engine.queue), "completed": completed, "tasks": told(engine.tasks)]
            )
        }
        let reply = JSONObject([("status", "ok")] + status + [("unassigned", told(unassigned))])
        if isVerbose {
            // Only the database knows the ids of what has been completed.
            let uuids = found.map { (id: String($0.id), uuid: $0.uuid) }
            ask(.completed(uuids, reply), "queue_reply", address)
        } else {
            emit(.reply(HubReply(address, "queue_reply", reply)))
        }
    }

    private mutating func loads(_ content: JSONObject, _ address: HubAddress) throws(ErrorContent) {
        let loads = try targets(content).map { engine -> (String, JSON) in
            (String(engine.id), .integer(engine.queue.count + engine.tasks.count))
        }
        emit(.reply(HubReply(address, "load_reply", JSONObject([("status", "ok")] + loads))))
    }
}

// MARK: - Results

extension TaskHub {
    private mutating func results(_ content: JSONObject, _ address: HubAddress) throws(ErrorContent) {
        var request = ResultRequest(statusOnly: content["status_only"]?.truth ?? false)
        for id in Set(try Self.ids(content)).sorted() {
            if tasks[id] != nil {
                request.pending.append(id)
            } else if request.statusOnly, ended.contains(id) {
                request.completed.append(id)
            } else {
                request.unknown.append(id)
            }
        }
        if request.unknown.isEmpty {
            emit(.reply(HubReply(address, "result_reply", request.status)))
        } else if request.statusOnly, !settings.recordsTasks {
            throw ErrorContent.noSuchMessage(request.unknown[0])
        } else {
            ask(.results(request), "result_reply", address)
        }
    }

    private mutating func purge(_ content: JSONObject, _ address: HubAddress) {
        do {
            ask(.purge(try checks(content)), "purge_reply", address)
        } catch {
            emit(.reply(HubReply(address, "purge_reply", error)))
        }
    }

    /// What matches the records to be dropped.
    private func checks(_ content: JSONObject) throws(ErrorContent) -> [Document] {
        if content["msg_ids"]?.text == "all" { return [["completed": ["$ne": nil]]] }
        let ids = content["msg_ids"] == nil ? [] : try Self.ids(content)
        if let pending = ids.first(where: { tasks[$0] != nil }) {
            throw ErrorContent("IndexError", "msg pending: '\(pending)'")
        }
        var checks: [Document] = ids.isEmpty ? [] : [["msg_id": ["$in": .list(ids.map(Value.text))]]]
        for json in content["engine_ids"]?.elements ?? [] {
            guard let id = json.number, let uuid = engines[id]?.uuid ?? departed[id] else {
                throw ErrorContent("IndexError", "No such engine: \(String(decoding: json.bytes, as: UTF8.self))")
            }
            checks.append(["engine_uuid": .text(uuid), "completed": ["$ne": nil]])
        }
        return checks
    }
}

extension ErrorContent {
    static func noSuchMessage(_ id: String) -> ErrorContent { ErrorContent("KeyError", "'No such message: \(id)'") }
}
