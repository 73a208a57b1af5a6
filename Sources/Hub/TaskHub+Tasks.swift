import JupyterMessages
import Logging
import OrderedCollections
import TaskDatabases
import Wire

// MARK: - The life of a task

extension TaskHub {
    /// Records a task that a client has sent.
    ///
    /// - Parameter engine: the engine that it was sent to; nil as long as the task scheduler has not chosen one.
    package mutating func taskSubmitted(
        _ header: MessageHeader, _ message: SignedMessage, queue: TaskQueue, engine: String?
    ) {
        let isNew = tasks.updateValue(TaskInFlight(queue: queue, engine: engine), forKey: header.msgID) == nil
        if let engine {
            if let id = engineIDs[engine] { engines[id]?.queue.insert(header.msgID) }
        } else {
            unassigned.insert(header.msgID)
        }
        guard settings.recordsTasks, isNew else { return }
        let metadata = message.parsedMetadata ?? JSONObject()
        let record = TaskRecord(
            msgID: header.msgID,
            [
                "header": .document(header.document),
                "metadata": .document(Document(message: metadata)),
                "content": .document(Document(message: message.parsedContent ?? JSONObject())),
                "buffers": .list(message.buffers.map(Value.bytes)),
                "submitted": header.date.map(Value.instant) ?? .null,
                "client_uuid": .text(header.session),
                "engine_uuid": engine.map(Value.text) ?? .null,
                "queue": .text(queue.rawValue),
                "label": metadata["label"].map(Value.init(message:)) ?? .null,
            ])
        write(.add(header.msgID, record))
    }

    /// The task scheduler has given a task to an engine.
    package mutating func taskAssigned(_ msgID: String, to engine: String) {
        guard tasks[msgID] != nil else { return }
        tasks[msgID]?.engine = engine
        unassigned.remove(msgID)
        if let id = engineIDs[engine] { engines[id]?.tasks.insert(msgID) }
        if settings.recordsTasks { write(.update(msgID, ["engine_uuid": .text(engine)])) }
    }

    /// The task scheduler has taken a task from its engine, to run it on another one.
    package mutating func taskTakenBack(_ msgID: String) {
        guard let engine = tasks[msgID]?.engine else { return }
        tasks[msgID]?.engine = nil
        tasks[msgID]?.hasStarted = false
        unassigned.insert(msgID)
        if let id = engineIDs[engine] { engines[id]?.tasks.remove(msgID) }
    }

    /// Records the result of a task.
    ///
    /// - Parameters:
    ///   - reply: the reply that the client gets.
    ///   - engine: where the task ran; nil if it did not run.
    package mutating func taskEnded(_ msgID: String, _ reply: SignedMessage, engine: String?, at date: Instant) {
        let task = tasks.removeValue(forKey: msgID)
        // An engine may be thought dead before its result comes, and may work for a controller that has ended.
        if task == nil, !ended.contains(msgID) {
            log.info("queue::result of a task of a controller before: '\(msgID)'")
            ended.insert(msgID)
        }
        let metadata = reply.parsedMetadata ?? JSONObject()
        if let task {
            unassigned.remove(msgID)
            ended.insert(msgID)
            let status = metadata["status"]?.text ?? "error"
            leave(msgID, task.engine ?? engine, counts: status != "aborted")
            remember(msgID, task.queue, engine: engine, status: status)
        }
        guard settings.recordsTasks else { return }
        let header = reply.parsedHeader
        var changes: Document = [
            "result_header": .document(header?.document ?? Document()),
            "result_metadata": .document(Document(message: metadata)),
            "result_content": .document(Document(message: reply.parsedContent ?? JSONObject())),
            "result_buffers": .list(reply.buffers.map(Value.bytes)),
            "completed": .instant(header?.date ?? date),
            "received": .instant(date),
            "engine_uuid": .text(engine ?? ""),
        ]
        // An engine says that it is busy with a task that it then aborts. One that has died says no more than that.
        if let started = metadata["started"]?.instant {
            changes["started"] = .instant(started)
        } else if task?.hasStarted != true || metadata["status"]?.text == "aborted" {
            changes["started"] = .null
        }
        write(.update(msgID, changes))
    }

    private mutating func leave(_ msgID: String, _ engine: String?, counts: Bool) {
        guard let engine, let id = engineIDs[engine] else { return }
        let wasQueued = engines[id]?.queue.remove(msgID) != nil
        let wasTask = engines[id]?.tasks.remove(msgID) != nil
        if counts, wasQueued || wasTask { engines[id]?.completed += 1 }
    }

    /// Records that a direct task was lost with its engine, unless its result has come.
    mutating func giveUp(_ msgID: String, on engine: HubEngine, at date: Instant) {
        guard let task = tasks[msgID], task.engine == engine.uuid, task.queue == .direct else { return }
        tasks[msgID] = nil
        ended.insert(msgID)
        remember(msgID, task.queue, engine: engine.uuid, status: "error")
        let error = ErrorContent("EngineError", "Engine \(engine.id) died while running task '\(msgID)'")
        write(
            .update(
                msgID,
                [
                    "result_content": .document(error.document),
                    "result_header": ["engine": .text(engine.uuid), "date": .instant(date)],
                    "result_metadata": ["status": "error", "engine": .text(engine.uuid), "date": .instant(date)],
                    "result_buffers": [],
                    "completed": .instant(date),
                    "received": .instant(date),
                    "engine_uuid": .text(engine.uuid),
                ]))
    }
}

// MARK: - Output

extension TaskHub {
    /// Records what a task displays, and that it has started.
    ///
    /// - Parameter topic: `engine.0.stdout`; what it ends in is the kind of the message.
    package mutating func output(topic: [UInt8], _ message: SignedMessage, now: Double) {
        let kind = topic.suffix(while: { $0 != UInt8(ascii: ".") })
        if kind.elementsEqual("status".utf8) { return noteStatus(message) }
        guard let header = message.parsedHeader else {
            log.error("iopub::invalid IOPub message")
            return
        }
        if header.type == "shutdown_reply" {
            remove(header.session, now: now)
            return
        }
        guard settings.recordsTasks, let msgID = message.parsedParentHeader?.msgID,
            let content = message.parsedContent
        else { return }
        switch header.type {
        case "stream":
            guard let name = content["name"]?.text, ["stdout", "stderr"].contains(name),
                let text = content["text"]?.text
            else { return }
            write(.append(msgID, key: name, text: text))
        case "execute_input":
            write(.update(msgID, ["execute_input": content["code"].map(Value.init(message:)) ?? .null]))
        case "error", "execute_result", "display_data":
            write(.update(msgID, [header.type: .document(Document(message: content))]))
        default: break
        }
    }

    /// An engine is busy: with a task in flight, it has begun.
    private mutating func noteStatus(_ message: SignedMessage) {
        guard settings.recordsTasks, message.parsedContent?["execution_state"] == "busy",
            let msgID = message.parsedParentHeader?.msgID, let task = tasks[msgID], !task.hasStarted,
            let engine = task.engine, message.parsedMetadata?["engine"] == .string(engine),
            let date = message.parsedHeader?.date
        else { return }
        tasks[msgID]?.hasStarted = true
        write(.update(msgID, ["started": .instant(date)]))
    }
}

extension [UInt8] {
    /// The longest end of which every byte satisfies a condition.
    fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? 0)...]
    }
}
