import Hub
import JupyterMessages
import Logging
import TaskDatabases
import Testing
import Wire

/// A Hub with a task database, whose effects are done at once. It is a class so that expectations can ask it.
final class HubHarness {
    var hub: TaskHub
    let database: any TaskDatabase
    var replies: [HubReply] = []
    var notifications: [(type: String, content: JSONObject)] = []
    var submitted: [Envelope] = []
    var now = 0.0

    static let date = Instant(microseconds: 1_795_740_000_000_000)

    init(_ database: any TaskDatabase = DictDB()) {
        self.database = database
        var settings = TaskHub.Settings()
        settings.recordsTasks = !(database is NoDB)
        hub = TaskHub(
            settings, author: MessageAuthor(signer: Signer(key: [1])),
            log: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// Does what the Hub wants done.
    func settle() async throws {
        while case let effects = hub.takeEffects(), !effects.isEmpty {
            for effect in effects {
                switch effect {
                case .reply(let reply): replies.append(reply)
                case .notify(let type, let content, _): notifications.append((type, content))
                case .write(let write): try await write.apply(to: database)
                case .ask(let question): hub.receive(await question.answer(from: database), at: Self.date)
                case .submit(let envelope):
                    submitted.append(envelope)
                    let header = try #require(envelope.message.parsedHeader)
                    hub.taskSubmitted(header, envelope.message, queue: .balanced, engine: nil)
                case .engineArrived, .engineLeft, .saveEngines, .shutDown: break
                }
            }
        }
    }

    /// Asks the Hub, and returns the content of its answer.
    func ask(_ type: String, _ content: (String, JSON)...) async throws -> JSONObject {
        let address = HubAddress(identities: [Array("client".utf8)])
        hub.handle(type, JSONObject(content), from: address, now: now)
        try await settle()
        let reply = replies.popLast()
        let content = try #require(reply).content
        return try #require(JSONObject(parsing: content))
    }

    /// Registers an engine.
    func register(_ uuid: String) async throws {
        _ = try await ask("registration_request", ("uuid", .string(uuid)))
        hub.heartBeat(of: uuid, now: now)
        try await settle()
    }

    /// Sends a task to an engine, or to the scheduler.
    func submit(_ msgID: String, to engine: String?, label: String? = nil) async throws {
        let message = SignedMessage(
            header: Array(
                #"{"msg_id":"\#(msgID)","msg_type":"apply_request","session":"s","date":"2026-11-26T16:20:45.497360Z"}"#
                    .utf8),
            metadata: JSON.object(JSONObject([("label", label.map(JSON.string) ?? .null), ("retries", 2)])).bytes,
            buffers: [[1, 2]])
        let header = try #require(message.parsedHeader)
        hub.taskSubmitted(header, message, queue: engine == nil ? .balanced : .direct, engine: engine)
        try await settle()
    }

    /// Ends a task.
    func end(_ msgID: String, on engine: String?, status: String = "ok", hasRun: Bool = true) async throws {
        let started = hasRun ? #","started":"2026-11-26T16:20:46Z""# : ""
        let metadata = #"{"status":"\#(status)"\#(started)}"#
        let reply = SignedMessage(
            header: Array(#"{"msg_id":"r","msg_type":"apply_reply","date":"2026-11-26T16:20:47Z"}"#.utf8),
            metadata: Array(metadata.utf8), content: Array(#"{"status":"\#(status)"}"#.utf8), buffers: [[3]])
        hub.taskEnded(msgID, reply, engine: engine, at: Self.date)
        try await settle()
    }
}
