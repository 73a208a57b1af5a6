import Controller
import Hub
import JupyterMessages
import Logging
import Schedulers
import TaskDatabases
import Wire

extension Fuzzer {
    /// The two connection files of a controller before, with a NUL between.
    static let connectionFiles = Fuzzer("connection-files") { bytes in
        let files = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        guard files.count == 2 else { return }
        let info = try ConnectionInfo(
            clientFile: JSON(parsing: Array(files[0])), engineFile: JSON(parsing: Array(files[1])))
        _ = try ConnectionInfo(clientFile: info.clientFile, engineFile: info.engineFile)
    }

    /// Messages of clients and engines, with an empty line between: a letter for the channel, then frames, each on a line.
    static let messages = Fuzzer("messages") { bytes in
        let cluster = Cluster()
        for message in bytes.split(separator: Array("\n\n".utf8)).prefix(64) {
            let lines = message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
            waiting { await cluster.receive(lines[0].first ?? 0, Array(lines.dropFirst())) }
        }
    }
}

/// A controller without sockets: the Hub, its database and the task scheduler.
private final class Cluster: @unchecked Sendable {
    private var hub: TaskHub
    private var tasks = TaskScheduler(limit: 2)
    private var broadcasts = BroadcastScheduler(signer: Signer(key: []))
    private let database = DictDB()
    private var now = 0.0

    init() {
        var settings = TaskHub.Settings()
        settings.registrationTimeout = 8
        hub = TaskHub(
            settings, author: MessageAuthor(signer: Signer(key: [])),
            log: Logger(label: "fuzzers", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    private var date: Instant { Instant(microseconds: 1_795_740_000_000_000 + Int(now * 1_000_000)) }

    func receive(_ channel: UInt8, _ frames: [[UInt8]]) async {
        now += 1
        hub.advance(to: now, at: date)
        tasks.advance(to: now)
        if channel == UInt8(ascii: "p") {
            let engine = String(decoding: frames.first ?? [], as: UTF8.self)
            if hub.knows(engine) { hub.heartBeat(of: engine, now: now) }
        } else if channel == UInt8(ascii: "s") {
            if let state = try? JSON(parsing: frames.first ?? []) { hub.restore(state, now: now) }
        } else if let envelope = Envelope(frames) {
            if Envelope(envelope.frames) != envelope { finding("the frames mean something else") }
            handle(channel, envelope)
        }
        await settle()
    }

    private func handle(_ channel: UInt8, _ envelope: Envelope) {
        let message = envelope.message
        let engine = String(decoding: envelope.identities.first ?? [], as: UTF8.self)
        switch channel {
        case UInt8(ascii: "h"):
            guard let header = message.parsedHeader, let content = message.parsedContent else { return }
            let address = HubAddress(identities: envelope.identities, parent: message.header)
            hub.handle(header.type, content, from: address, now: now)
        case UInt8(ascii: "d"):
            guard let header = message.parsedHeader, !hub.hasSeen(header.msgID) else { return }
            hub.taskSubmitted(header, message, queue: .direct, engine: engine)
        case UInt8(ascii: "t"): submit(envelope)
        case UInt8(ascii: "b"):
            guard let header = message.parsedHeader, let metadata = message.parsedMetadata else { return }
            _ = broadcasts.submit(envelope, header, metadata)
        case UInt8(ascii: "r"):
            guard envelope.identities.count >= 2, let parent = message.parsedParentHeader else { return }
            if tasks.finish(envelope, engine: engine, now: now) || broadcasts.finish(envelope, engine: engine) {
                return
            }
            if !hub.hasSeen(parent.msgID) || hub.knows(engine) {
                hub.taskEnded(parent.msgID, message, engine: engine, at: date)
            }
        case UInt8(ascii: "o"): hub.output(topic: envelope.identities.first ?? [], message, now: now)
        default: return
        }
    }

    private func submit(_ envelope: Envelope) {
        guard let header = envelope.message.parsedHeader, let metadata = envelope.message.parsedMetadata,
            tasks.submit(envelope, header, metadata, now: now)
        else { return }
        hub.taskSubmitted(header, envelope.message, queue: .balanced, engine: nil)
    }

    private func settle() async {
        while true {
            let actions = tasks.takeActions()
            let broadcastActions = broadcasts.takeActions()
            let effects = hub.takeEffects()
            if actions.isEmpty && broadcastActions.isEmpty && effects.isEmpty { return }
            actions.forEach(perform)
            broadcastActions.forEach(perform)
            for effect in effects { await perform(effect) }
        }
    }

    private func perform(_ action: TaskAction) {
        switch action {
        case .run(let msgID, _, let engine): hub.taskAssigned(msgID, to: engine)
        case .takeBack(let msgID): hub.taskTakenBack(msgID)
        case .deliver(let msgID, let reply, let engine):
            hub.taskEnded(msgID, reply.message, engine: engine, at: date)
        case .fail(let msgID, let request, let error, let engine):
            let reply = hub.message("apply_reply", error.content, parent: request.message.header)
            hub.taskEnded(msgID, reply, engine: engine, at: date)
        }
    }

    private func perform(_ action: BroadcastAction) {
        switch action {
        case .run(_, let request, let engine, _):
            guard let header = request.message.parsedHeader else { return }
            hub.taskSubmitted(header, request.message, queue: .broadcast, engine: engine)
        case .end(let msgID, let reply, let engine): hub.taskEnded(msgID, reply, engine: engine, at: date)
        case .deliver: return
        }
    }

    private func perform(_ effect: HubEffect) async {
        switch effect {
        case .reply(let reply): _ = hub.message(reply).frames
        case .notify(let type, let content, let parent): _ = hub.message(type, content, parent: parent).frames
        case .write(let write): try? await write.apply(to: database)
        case .ask(let question): hub.receive(await question.answer(from: database), at: date)
        case .engineArrived(let engine):
            tasks.addEngine(engine, now: now)
            broadcasts.addEngine(engine)
        case .engineLeft(let engine): tasks.removeEngine(engine, now: now)
        case .submit(let envelope): submit(envelope)
        case .saveEngines: _ = hub.engineState.bytes
        case .shutDown: return
        }
    }
}
