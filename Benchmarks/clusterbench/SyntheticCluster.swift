import Controller
import JupyterMessages
import Sockets
import Wire

/// A client and engines, all on one thread.
final class SyntheticCluster {
    private let info: ConnectionInfo
    private let addresses: EngineAddresses
    private let writer: MessageWriter
    private let registration: Socket
    private let tasks: Socket
    private var contexts: [MessagingContext] = []
    private var engines: [SyntheticEngine] = []
    private let clock = ContinuousClock()

    /// A context holds at most 1,023 sockets, and an engine has 4.
    private static let enginesPerContext = 200
    private static let patience = Duration.seconds(60)

    init(_ info: ConnectionInfo) throws {
        self.info = info
        func address(_ side: ConnectionInfo.Side, _ channel: String) -> String {
            "\(side.interface):\(side.ports[channel] ?? 0)"
        }
        addresses = EngineAddresses(
            registration: address(info.engine, "registration"), task: address(info.engine, "task"),
            pings: address(info.engine, "hb_ping"), pongs: address(info.engine, "hb_pong"))
        writer = MessageWriter(key: info.key)
        let context = try MessagingContext()
        registration = try Socket(.dealer, in: context)
        tasks = try Socket(.dealer, in: context)
        try registration.connect(address(info.client, "registration"))
        try tasks.connect(address(info.client, "task"))
    }

    /// Returns how many engines the controller lists once it lists all of them, or after a minute.
    func addEngines(_ count: Int) throws -> Int {
        for index in 0..<count {
            if index % Self.enginesPerContext == 0 { contexts.append(try MessagingContext()) }
            engines.append(try SyntheticEngine(addresses, writer, in: contexts[contexts.count - 1]))
        }
        for engine in engines.suffix(count) { engine.register() }
        var poller = Poller()
        for engine in engines {
            for socket in [engine.registration, engine.pings] { _ = try poller.add(socket) }
        }
        let deadline = clock.now + Self.patience
        var listed = 0
        var isAsked = false
        while listed < engines.count, clock.now < deadline {
            poller.wait(milliseconds: 20)
            for engine in engines { _ = engine.answer() }
            if !isAsked { registration.send(writer.message("connection_request", content: Self.content).frames) }
            isAsked = true
            while let frames = registration.receive() {
                listed = Envelope(frames)?.message.parsedContent?["engines"]?.members?.members.count ?? 0
                isAsked = false
            }
        }
        return listed
    }

    /// Returns the number of results, each counted once.
    func run(_ count: Int, window: Int) throws -> Int {
        var poller = Poller()
        _ = try poller.add(tasks)
        for engine in engines {
            for socket in [engine.tasks, engine.pings] { _ = try poller.add(socket) }
        }
        let before = results.count
        var sent = 0
        var deadline = clock.now + Self.patience
        while results.count - before < count {
            while sent < count, sent - (results.count - before) < window {
                tasks.send(
                    writer.message(
                        "apply_request", content: Self.content, metadata: Self.metadata, buffers: Self.buffers
                    ).frames)
                sent += 1
            }
            poller.wait(milliseconds: 1000)
            for engine in engines { _ = engine.answer() }
            while let frames = tasks.receive() {
                guard let reply = Envelope(frames) else { continue }
                results.insert(reply.message.parentHeader.hashValue)
                deadline = clock.now + Self.patience
            }
            guard clock.now < deadline else { throw BenchError("no result within \(Self.patience)") }
        }
        return results.count - before
    }

    /// Hashes of the headers of the requests that were answered.
    private var results: Set<Int> = []

    private static let content = SignedMessage.emptyObject
    private static let metadata = Array(
        #"{"after":[],"follow":[],"timeout":0.0,"targets":[],"retries":0,"label":null}"#.utf8)
    private static let buffers = [[UInt8](repeating: 1, count: 100), [UInt8](repeating: 2, count: 100)]
}
