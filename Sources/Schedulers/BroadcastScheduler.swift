import JupyterMessages
import TaskDatabases
import Wire

/// Sends one request to many engines, and their replies back: each by itself, or all as one where the client wants them
/// coalesced. Messages go in and actions come out; there are no sockets.
package struct BroadcastScheduler {
    private let signer: Signer
    private var engines: Set<String> = []
    private var parts: [String: Part] = [:]
    private var partsOfEngines: [String: Set<String>] = [:]
    private var groups: [String: Group] = [:]
    /// The broadcasts so far.
    private var known = MessageIDSet()
    private var actions: [BroadcastAction] = []

    /// The part of a broadcast that one engine runs.
    private struct Part {
        let original: String
        let engine: String
        let header: [UInt8]
    }

    /// A broadcast.
    private struct Group {
        let client: [[UInt8]]
        let isCoalescing: Bool
        /// The targets as the client wrote them.
        let targets: [(engine: String, json: JSON)]
        /// The result buffers of each engine that has replied.
        var buffers: [String: [[UInt8]]] = [:]
        var open: Set<String>
        /// The reply of an engine where the task failed.
        var failure: SignedMessage?
    }

    /// - Parameter signer: signs the parts, whose headers differ from the client's.
    package init(signer: Signer) { self.signer = signer }

    /// What is to be done, in order; the next call returns what follows.
    package mutating func takeActions() -> [BroadcastAction] {
        defer { actions.removeAll(keepingCapacity: true) }
        return actions
    }

    /// The number of parts that have not ended.
    package var count: Int { parts.count }

    /// Adds an engine.
    package mutating func addEngine(_ engine: String) { engines.insert(engine) }

    /// Takes a request from a client. Returns false for a message that is no broadcast, or whose
    /// msg_id was used before.
    package mutating func submit(_ request: Envelope, _ header: MessageHeader, _ metadata: JSONObject) -> Bool {
        let targets = (metadata["targets"]?.elements ?? []).compactMap { json -> (engine: String, json: JSON)? in
            guard let engine = json.elements?.first?.text else { return nil }
            return (engine, json)
        }
        let original = metadata["original_msg_id"]?.text ?? header.msgID
        guard !targets.isEmpty, !known.contains(original) else { return false }
        known.insert(original)
        let isCoalescing = metadata["is_coalescing"]?.truth ?? false
        groups[original] = Group(
            client: request.identities, isCoalescing: isCoalescing, targets: targets,
            open: Set(targets.map(\.engine)))
        for target in targets { send(request.message, header, metadata, original, target) }
        return true
    }

    /// Takes a reply of an engine; its identities are the engine's and the client's. Returns false for one that is not
    /// expected.
    package mutating func finish(_ reply: Envelope, engine: String) -> Bool {
        guard let parent = reply.message.parsedParentHeader, let part = parts[parent.msgID], part.engine == engine
        else {
            return false
        }
        end(parent.msgID, part, with: reply.message, isLost: false)
        return true
    }

    /// Removes an engine, whose parts fail.
    ///
    /// - Parameter makeReply: makes the reply to a request that has failed, from its header and the engine.
    package mutating func removeEngine(
        _ engine: String, makeReply: (_ msgID: String, _ header: [UInt8], _ engine: String) -> SignedMessage
    ) {
        engines.remove(engine)
        for msgID in (partsOfEngines[engine] ?? []).sorted() { lose(msgID, makeReply: makeReply) }
        partsOfEngines[engine] = nil
    }

    /// Ends a part that reached no engine.
    package mutating func lose(
        _ msgID: String, makeReply: (_ msgID: String, _ header: [UInt8], _ engine: String) -> SignedMessage
    ) {
        guard let part = parts[msgID] else { return }
        end(msgID, part, with: makeReply(msgID, part.header, part.engine), isLost: true)
    }
}

// MARK: - Parts

extension BroadcastScheduler {
    private mutating func send(
        _ message: SignedMessage, _ header: MessageHeader, _ metadata: JSONObject, _ original: String,
        _ target: (engine: String, json: JSON)
    ) {
        let msgID = "\(original)_\(target.engine)"
        var part = message
        part.header = JSON.object(header.object.setting("msg_id", .string(msgID))).bytes
        part.metadata =
            JSON.object(
                metadata.setting("targets", [target.json]).setting("original_msg_id", .string(original))
            ).bytes
        signer.sign(&part)
        parts[msgID] = Part(original: original, engine: target.engine, header: part.header)
        partsOfEngines[target.engine, default: []].insert(msgID)
        let isKnown = engines.contains(target.engine)
        actions.append(
            .run(
                msgID, request: Envelope(identities: groups[original]?.client ?? [], message: part),
                engine: target.engine, isKnown: isKnown))
    }

    private mutating func end(_ msgID: String, _ part: Part, with reply: SignedMessage, isLost: Bool) {
        parts[msgID] = nil
        partsOfEngines[part.engine]?.remove(msgID)
        actions.append(.end(msgID, reply: reply, engine: part.engine))
        guard var group = groups[part.original] else { return }
        group.open.remove(part.engine)
        if group.isCoalescing {
            if reply.parsedMetadata?["status"]?.text != "ok" { group.failure = group.failure ?? reply }
            group.buffers[part.engine] = reply.buffers
            if group.open.isEmpty { deliver(group, last: reply) }
        } else if !isLost {
            // Clients learn of lost engines by themselves.
            actions.append(.deliver(Envelope(identities: group.client, message: reply)))
        }
        groups[part.original] = group.open.isEmpty ? nil : group
    }

    /// The last reply, or the one of a failure, stands for all.
    private mutating func deliver(_ group: Group, last: SignedMessage) {
        var reply = group.failure ?? last
        let metadata = reply.parsedMetadata ?? JSONObject()
        reply.metadata =
            JSON.object(metadata.setting("broadcast_targets", .array(group.targets.map(\.json)))).bytes
        reply.buffers = group.targets.flatMap { group.buffers[$0.engine] ?? [] }
        signer.sign(&reply)
        actions.append(.deliver(Envelope(identities: group.client, message: reply)))
    }
}

/// What the broadcast scheduler wants done.
package enum BroadcastAction: Sendable {
    /// Send a part to an engine; one that is not known cannot be reached.
    case run(_ msgID: String, request: Envelope, engine: String, isKnown: Bool)
    /// A part has ended.
    case end(_ msgID: String, reply: SignedMessage, engine: String)
    /// Send a reply to a client.
    case deliver(Envelope)
}
