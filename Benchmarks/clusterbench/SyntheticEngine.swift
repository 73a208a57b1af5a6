import JupyterMessages
import Sockets

/// The sockets of an engine that registers, answers heartbeats, and answers each task at once with nothing.
final class SyntheticEngine {
    let uuid = MessageAuthor.newIdentity()
    let registration: Socket
    let tasks: Socket
    let pings: Socket
    private let pongs: Socket
    private let writer: MessageWriter
    private let metadata: [UInt8]

    init(_ addresses: EngineAddresses, _ writer: MessageWriter, in context: MessagingContext) throws {
        registration = try Socket(.dealer, in: context)
        tasks = try Socket(.dealer, in: context)
        pings = try Socket(.subscriber, in: context)
        pongs = try Socket(.dealer, in: context)
        self.writer = writer
        metadata = Array(
            """
            {"started":"2012-01-18T02:27:56.123456Z","dependencies_met":true,"engine":"\(uuid)","status":"ok"}
            """.utf8)
        for socket in [registration, tasks, pongs] { socket.setIdentity(uuid) }
        try registration.connect(addresses.registration)
        try tasks.connect(addresses.task)
        try pings.connect(addresses.pings)
        try pongs.connect(addresses.pongs)
    }

    func register() {
        registration.send(writer.message("registration_request", content: Array(#"{"uuid":"\#(uuid)"}"#.utf8)).frames)
    }

    /// Reads all that has come. Returns the number of tasks answered.
    func answer() -> Int {
        while registration.receive() != nil {}
        while let ping = pings.receive() { pongs.send(ping) }
        var count = 0
        while let frames = tasks.receive() {
            guard let request = Envelope(frames) else { continue }
            let reply = writer.message(
                "apply_reply", content: Self.content, parent: request.message.header, metadata: metadata,
                buffers: request.message.buffers)
            tasks.send(request.identities + reply.frames)
            count += 1
        }
        return count
    }

    private static let content = Array(#"{"status":"ok"}"#.utf8)
}

/// Where engines connect.
struct EngineAddresses {
    let registration: String
    let task: String
    let pings: String
    let pongs: String
}
