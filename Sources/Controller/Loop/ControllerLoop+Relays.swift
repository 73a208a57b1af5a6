import Hub
import JupyterMessages
import Logging
import Schedulers
import Sockets
import TaskDatabases
import Wire

/// A socket, and what is done with its messages.
struct SocketHandler {
    let socket: Socket
    let handle: ([[UInt8]]) -> Void
}

extension ControllerLoop {
    /// The sockets that are read, in the order in which they are looked at.
    var handlers: [SocketHandler] {
        [
            SocketHandler(socket: sockets.pongs, handle: pong),
            SocketHandler(socket: sockets.registration, handle: request),
            SocketHandler(socket: sockets.controlClients) { [unowned self] in
                relay($0, "control", to: sockets.controlEngines)
            },
            SocketHandler(socket: sockets.controlEngines) { [unowned self] in
                relay($0, "control", to: sockets.controlClients)
            },
            SocketHandler(socket: sockets.notification, handle: subscription),
            SocketHandler(socket: sockets.outputEngines, handle: output),
            SocketHandler(socket: sockets.directEngines, handle: directReply),
            SocketHandler(socket: sockets.taskEngines, handle: taskReply),
        ] + sockets.broadcastEngines.map { SocketHandler(socket: $0, handle: broadcastReply) } + [
            SocketHandler(socket: sockets.directClients, handle: directRequest),
            SocketHandler(socket: sockets.taskClients, handle: taskRequest),
            SocketHandler(socket: sockets.broadcastClients, handle: broadcastRequest),
        ]
    }

    /// A message with so many identities and the right signature; nil for any other, which is logged.
    private func open(_ frames: [[UInt8]], _ channel: String, identities: Int) -> Envelope? {
        guard let envelope = Envelope(frames), envelope.identities.count >= identities else {
            complain(channel, "invalid message")
            return nil
        }
        guard signer.accepts(envelope.message) else {
            complain(channel, "message with an invalid signature")
            return nil
        }
        return envelope
    }

    /// Logs that a peer has sent something invalid, now and then.
    ///
    /// - Parameter detail: what the peer has sent.
    private func complain(_ channel: String, _ reason: String, _ detail: String = "") {
        let kind = "\(channel)::\(reason)"
        if let message = limiter.limit(kind + detail, kind: kind) { log.error("\(message)") }
    }

    /// Whether a message comes for the first time.
    private func isNew(_ envelope: Envelope, _ channel: String, in memory: inout ReplayMemory) -> Bool {
        guard memory.insert(envelope.message.signature) else {
            complain(channel, "message that was sent before")
            return false
        }
        return true
    }

    /// Exchanges the two identities: the peer's comes first on both sides.
    private func relay(_ frames: [[UInt8]], _ channel: String, to socket: Socket) {
        guard let envelope = open(frames, channel, identities: 2), isNew(envelope, channel, in: &replays) else {
            return
        }
        socket.send([envelope.identities[1], envelope.identities[0]] + envelope.message.frames)
    }
}

// MARK: - The Hub, hearts and output

extension ControllerLoop {
    private func pong(_ frames: [[UInt8]]) {
        guard frames.count == 2 else { return complain("heartbeat", "invalid message") }
        let engine = String(decoding: frames[0], as: UTF8.self)
        guard hub.knows(engine) else { return }
        guard heart.receive(frames[1], from: engine) else {
            return complain("heartbeat", "late or invalid answer", " of engine \(engine)")
        }
        hub.heartBeat(of: engine, now: Self.now)
    }

    /// The first byte says whether it begins or ends.
    private func subscription(_ frames: [[UInt8]]) {
        if frames.first?.first == 1 { hasNewSubscriber = true }
    }

    private func request(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "registration", identities: 1),
            isNew(envelope, "registration", in: &replays)
        else { return }
        guard let header = envelope.message.parsedHeader, let content = envelope.message.parsedContent else {
            return complain("registration", "invalid message")
        }
        log.debug("client::client requested '\(header.type)'")
        let address = HubAddress(identities: envelope.identities, parent: envelope.message.header)
        hub.handle(header.type, content, from: address, now: Self.now)
    }

    private func output(_ frames: [[UInt8]]) {
        // A client that gets an invalid message stops reading.
        guard let envelope = open(frames, "iopub", identities: 0), isNew(envelope, "iopub", in: &outputReplays) else {
            return
        }
        sockets.outputClients.send(frames)
        hub.output(topic: envelope.identities.first ?? [], envelope.message, now: Self.now)
    }
}

// MARK: - Direct tasks

extension ControllerLoop {
    private func directRequest(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "queue", identities: 2) else { return }
        let (client, target) = (envelope.identities[0], envelope.identities[1])
        guard let header = envelope.message.parsedHeader else { return complain("queue", "invalid message") }
        for reply in heldDirect.take(for: header.session) { sockets.directClients.send([client] + reply) }
        let engine = String(decoding: target, as: UTF8.self)
        let isTask = header.type.hasSuffix("_request")
        guard !isTask || !hub.hasSeen(header.msgID) else {
            return complain("queue", "msg_id that was used before", ": '\(header.msgID)'")
        }
        if isTask { hub.taskSubmitted(header, envelope.message, queue: .direct, engine: engine) }
        let isSent = sockets.directEngines.send([target, client] + envelope.message.frames)
        guard isTask, !isSent else { return }
        // A client that knows the engine hears that it has left; any other would wait for ever.
        let reply = makeLostReply(header.msgID, envelope.message.header, engine)
        if !hub.hasLeft(engine) { sockets.directClients.send([client, target] + reply.frames) }
        hub.taskEnded(header.msgID, reply, engine: engine, at: .now)
    }

    private func directReply(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "queue", identities: 2), isNew(envelope, "queue", in: &replays) else {
            return
        }
        let (engine, client) = (envelope.identities[0], envelope.identities[1])
        if let parent = envelope.message.parsedParentHeader {
            let name = String(decoding: engine, as: UTF8.self)
            if !hub.hasSeen(parent.msgID) { heldDirect.hold([engine] + envelope.message.frames, for: parent.session) }
            hub.taskEnded(parent.msgID, envelope.message, engine: name, at: .now)
        }
        sockets.directClients.send([client, engine] + envelope.message.frames)
    }
}

// MARK: - Load-balanced tasks

extension ControllerLoop {
    private func taskRequest(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "task", identities: 1) else { return }
        // To read the header costs time, and there are held replies after a restart only.
        if !heldBalanced.isEmpty, let session = envelope.message.parsedHeader?.session {
            for reply in heldBalanced.take(for: session) { sockets.taskClients.send([envelope.identities[0]] + reply) }
        }
        submit(envelope)
    }

    /// What engines answer. Another request would keep an engine from getting tasks for ever.
    private static let taskTypes: Set<String> = ["apply_request", "execute_request"]

    /// Schedules a task.
    func submit(_ envelope: Envelope) {
        guard let header = envelope.message.parsedHeader, let metadata = envelope.message.parsedMetadata,
            Self.taskTypes.contains(header.type)
        else { return complain("task", "invalid message") }
        guard tasks.submit(envelope, header, metadata, now: Self.now) else {
            return complain("task", "msg_id that was used before", ": '\(header.msgID)'")
        }
        hub.taskSubmitted(header, envelope.message, queue: .balanced, engine: nil)
    }

    private func taskReply(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "task", identities: 2) else { return }
        let engine = String(decoding: envelope.identities[0], as: UTF8.self)
        guard !tasks.finish(envelope, engine: engine, now: Self.now) else { return }
        complain("task", "result that no task waits for", ", of engine \(engine)")
        // The task may be of the previous controller. A result that this one has recorded, or waits for, stays.
        guard let parent = envelope.message.parsedParentHeader, !hub.hasSeen(parent.msgID) else { return }
        heldBalanced.hold([envelope.identities[0]] + envelope.message.frames, for: parent.session)
        hub.taskEnded(parent.msgID, envelope.message, engine: engine, at: .now)
    }

    private func perform(_ action: TaskAction) {
        switch action {
        case .run(let msgID, let request, let engine):
            hub.taskAssigned(msgID, to: engine)
            sockets.taskEngines.send([Array(engine.utf8)] + request.frames)
        case .takeBack(let msgID): hub.taskTakenBack(msgID)
        case .deliver(let msgID, let reply, let engine):
            sockets.taskClients.send([reply.identities[1], reply.identities[0]] + reply.message.frames)
            hub.taskEnded(msgID, reply.message, engine: engine, at: .now)
        case .fail(let msgID, let request, let error, let engine):
            let reply = makeReply(to: request.message.header, error, engine: engine)
            sockets.taskClients.send(request.identities + reply.frames)
            hub.taskEnded(msgID, reply, engine: engine, at: .now)
        }
    }
}

// MARK: - Broadcasts

extension ControllerLoop {
    private func broadcastRequest(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "broadcast", identities: 1) else { return }
        guard let header = envelope.message.parsedHeader, let metadata = envelope.message.parsedMetadata,
            Self.taskTypes.contains(header.type), broadcasts.submit(envelope, header, metadata)
        else { return complain("broadcast", "invalid message") }
    }

    private func broadcastReply(_ frames: [[UInt8]]) {
        guard let envelope = open(frames, "broadcast", identities: 2) else { return }
        let engine = String(decoding: envelope.identities[0], as: UTF8.self)
        let reply = Envelope(identities: envelope.identities, message: envelope.message)
        if !broadcasts.finish(reply, engine: engine) {
            complain("broadcast", "result that no task waits for", ", of engine \(engine)")
        }
    }

    private func perform(_ action: BroadcastAction) {
        switch action {
        case .run(let msgID, let request, let engine, let isKnown):
            guard let header = request.message.parsedHeader else { return }
            hub.taskSubmitted(header, request.message, queue: .broadcast, engine: engine)
            let sockets = self.sockets.broadcastEngines
            let isSent =
                isKnown
                && sockets[(hub.id(of: engine) ?? 0) % sockets.count].send(
                    [Array(engine.utf8)] + request.frames)
            if !isSent { broadcasts.lose(msgID, makeReply: makeLostReply) }
        case .end(let msgID, let reply, let engine): hub.taskEnded(msgID, reply, engine: engine, at: .now)
        case .deliver(let reply): sockets.broadcastClients.send(reply.frames)
        }
    }
}

// MARK: - Effects

extension ControllerLoop {
    /// Does what the Hub and the schedulers want done, until there is nothing left.
    func settle() {
        var isIdle = false
        while !isIdle {
            isIdle = true
            for action in tasks.takeActions() {
                perform(action)
                isIdle = false
            }
            for action in broadcasts.takeActions() {
                perform(action)
                isIdle = false
            }
            for effect in hub.takeEffects() {
                perform(effect)
                isIdle = false
            }
        }
    }

    private func perform(_ effect: HubEffect) {
        switch effect {
        case .reply(let reply):
            let message = hub.message(reply)
            sockets.registration.send(reply.address.identities + message.frames)
        case .notify(let type, let content, let parent):
            sockets.notification.send(hub.message(type, content, parent: parent).frames)
        case .write(let write): jobs.append(.write(write))
        case .ask(let question): jobs.append(.ask(question))
        case .engineArrived(let engine):
            heart.watch(engine)
            tasks.addEngine(engine, now: Self.now)
            broadcasts.addEngine(engine)
        case .engineLeft(let engine):
            heart.forget(engine)
            tasks.removeEngine(engine, now: Self.now)
            lostBroadcasts.append((Self.now + TaskScheduler.gracePeriod, engine))
        case .submit(let envelope): submit(envelope)
        case .saveEngines: noteEngines()
        case .shutDown: shutDownSoon()
        }
    }

    /// A reply in place of an engine that has died.
    func makeLostReply(_ msgID: String, _ header: [UInt8], _ engine: String) -> SignedMessage {
        let error = ErrorContent("EngineError", "Engine '\(engine)' died while running task '\(msgID)'")
        return makeReply(to: header, error, engine: engine)
    }

    private func makeReply(to header: [UInt8], _ error: ErrorContent, engine: String?) -> SignedMessage {
        let type = MessageHeader(header)?.type ?? "apply_request"
        let isRequest = type.hasSuffix("_request")
        return hub.message(
            isRequest ? type.dropLast("_request".count) + "_reply" : "apply_reply", error.content, parent: header,
            metadata: engine.map { engine in
                JSONObject([
                    ("status", "error"), ("engine", .string(engine)), ("date", .string(Instant.now.description)),
                ])
            } ?? JSONObject())
    }
}
