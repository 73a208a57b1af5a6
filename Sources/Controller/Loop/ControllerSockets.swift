import ControllerConfiguration
import Sockets

/// The sockets of a controller. Each is bound; all peers connect.
package struct ControllerSockets {
    let registration, notification: Socket
    let directClients, directEngines: Socket
    let controlClients, controlEngines: Socket
    let taskClients, taskEngines: Socket
    let broadcastClients: Socket
    /// Engine n uses the one at n modulo their number.
    let broadcastEngines: [Socket]
    let outputEngines, outputClients: Socket
    let pings, pongs: Socket
    /// Where they are bound.
    package private(set) var info: ConnectionInfo
    /// Whether the configuration names fewer ports than there are sockets.
    package let lacksPorts: Bool

    /// Frames beyond this size are accepted on the relays only: requests to the Hub and heartbeats are small.
    private static let largestRequest = 64 << 20

    /// Binds all sockets.
    ///
    /// - Parameter info: what to bind to; a port that is missing is chosen.
    /// - Throws: ``ControllerFailure`` or `SocketError`.
    package init(_ info: ConnectionInfo, _ options: ControllerOptions, curve: CurveKeys?, in context: MessagingContext)
        throws
    {
        var binder = Binder(info, PortPool(options), curve, context)
        registration = try binder.bind(.router, engine: "registration", largestFrame: Self.largestRequest)
        // An address of all interfaces serves both sides.
        let isShared = ["tcp://*", "tcp://0.0.0.0", info.client.interface].contains(info.engine.interface)
        if !isShared, let port = binder.info.engine.ports["registration"] {
            try binder.bind(registration, info.client.interface, port)
        }
        binder.info.client.ports["registration"] = binder.info.engine.ports["registration"]
        controlEngines = try binder.bind(.router, engine: "control", identity: "control_out")
        directEngines = try binder.bind(.router, engine: "mux", identity: "mux_out")
        taskEngines = try binder.bind(.router, engine: "task", identity: "task_out")
        outputEngines = try binder.bind(.subscriber, engine: "iopub")
        pings = try binder.bind(.publisher, engine: "hb_ping")
        pongs = try binder.bind(.router, engine: "hb_pong", largestFrame: Self.largestSignal)
        broadcastEngines = try binder.bindLeaves(1 << options.broadcastDepth)
        controlClients = try binder.bind(.router, client: "control", identity: "control_in")
        directClients = try binder.bind(.router, client: "mux", identity: "mux_in")
        taskClients = try binder.bind(.router, client: "task", identity: "task_in")
        outputClients = try binder.bind(.publisher, client: "iopub")
        notification = try binder.bind(.observedPublisher, client: "notification", largestFrame: Self.largestSignal)
        broadcastClients = try binder.bindBroadcast()
        for socket in [controlEngines, directEngines, taskEngines] + broadcastEngines { socket.reportsUnroutable() }
        // Clients learn of the end by the last messages.
        for socket in [registration, notification] { socket.setLinger(milliseconds: 1000) }
        self.info = binder.info
        lacksPorts = binder.pool.isExhausted
    }

    /// The answer to a heartbeat, or a subscription.
    private static let largestSignal = 4096
}

/// Binds one socket after the other, and notes where.
private struct Binder {
    var info: ConnectionInfo
    var pool: PortPool
    private let curve: CurveKeys?
    private let context: MessagingContext

    init(_ info: ConnectionInfo, _ pool: PortPool, _ curve: CurveKeys?, _ context: MessagingContext) {
        self.info = info
        self.pool = pool
        self.curve = curve
        self.context = context
    }

    mutating func bind(
        _ kind: Socket.Kind, engine channel: String, identity: String? = nil, largestFrame: Int? = nil
    ) throws -> Socket {
        let port = info.engine.ports[channel] ?? pool.nextForEngines()
        let (socket, bound) = try bind(kind, info.engine.interface, port, identity, largestFrame: largestFrame)
        info.engine.ports[channel] = bound
        return socket
    }

    mutating func bind(
        _ kind: Socket.Kind, client channel: String, identity: String? = nil, largestFrame: Int? = nil
    ) throws -> Socket {
        let port = info.client.ports[channel] ?? pool.nextForClients()
        let (socket, bound) = try bind(kind, info.client.interface, port, identity, largestFrame: largestFrame)
        info.client.ports[channel] = bound
        return socket
    }

    mutating func bindBroadcast() throws -> Socket {
        let port = info.client.broadcast.first ?? pool.nextForClients()
        let (socket, bound) = try bind(.router, info.client.interface, port, "sub_scheduler_0")
        info.client.broadcast = [bound]
        return socket
    }

    mutating func bindLeaves(_ count: Int) throws -> [Socket] {
        let known = info.engine.broadcast
        info.engine.broadcast = []
        var sockets: [Socket] = []
        for leaf in 0..<(known.isEmpty ? count : known.count) {
            let port = known.isEmpty ? pool.nextForEngines() : known[leaf]
            let (socket, bound) = try bind(.router, info.engine.interface, port, "sub_scheduler_\(leaf)_out")
            info.engine.broadcast.append(bound)
            sockets.append(socket)
        }
        return sockets
    }

    private func bind(
        _ kind: Socket.Kind, _ interface: String, _ port: Int?, _ identity: String?, largestFrame: Int? = nil
    ) throws -> (Socket, port: Int) {
        let socket = try Socket(kind, in: context)
        if let largestFrame { socket.setLargestFrame(largestFrame) }
        if let identity { socket.setIdentity(identity) }
        if let curve { socket.serveCurve(secretKey: curve.secretKey) }
        return (socket, try bind(socket, interface, port))
    }

    /// Returns the port.
    @discardableResult
    func bind(_ socket: Socket, _ interface: String, _ port: Int?) throws -> Int {
        let interface = try ListeningHost.interface(interface)
        do {
            let address = try socket.bind("\(interface):\(port.map(String.init) ?? "*")")
            return address.split(separator: ":").last.flatMap { Int($0) } ?? port ?? 0
        } catch let error as SocketError {
            throw ListeningHost.failure(error)
        }
    }
}
