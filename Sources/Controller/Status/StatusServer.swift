import Glibc
import Support
import Synchronization
import SystemPackage

/// Serves the status page on loopback. It waits for all connections at once, on a thread of its own: none keeps others waiting.
final class StatusServer: Sendable {
    /// The port that it listens on.
    let port: Int
    private let listener: CInt
    private let page = Shared<StatusPage?>(nil)
    private let thread = WorkerThreads(most: 1)

    /// Listens.
    ///
    /// - Throws: ``ControllerFailure`` if the port is taken.
    init(port: Int) throws(ControllerFailure) {
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard listener >= 0 else { throw Self.failure(port, errno) }
        var yes: CInt = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
        }
        guard isBound, listen(listener, 128) == 0 else {
            let number = errno
            close(listener)
            throw Self.failure(port, number)
        }
        self.listener = listener
        self.port = port
        thread.run { [page] in
            var service = StatusService(listener: listener)
            service.run { page.value.withLock { $0 } }
        }
    }

    private static func failure(_ port: Int, _ number: CInt) -> ControllerFailure {
        ControllerFailure(
            "cannot serve the status page on port \(port): \(Errno(rawValue: number)); "
                + "choose another one with --status-port")
    }

    /// What the next requests get.
    func show(_ page: StatusPage) { self.page.value.withLock { $0 = page } }

    /// Listens no more.
    func stop() { shutdown(listener, CInt(SHUT_RDWR)) }
}

/// The connections of a status server.
private struct StatusService {
    private let listener: CInt
    /// In the order of their arrival.
    private var connections: [StatusConnection] = []
    /// Until when connections are not accepted, as there are no descriptors for them.
    private var pause: ContinuousClock.Instant?

    /// With one connection more, the oldest is closed.
    private static let mostConnections = 64

    init(listener: CInt) { self.listener = listener }

    /// Serves until the listener is shut down, and closes it.
    mutating func run(_ page: () -> StatusPage?) {
        var isListening = true
        while isListening {
            var items = connections.map { pollfd(fd: $0.file, events: $0.events, revents: 0) }
            // A negative descriptor is not waited for.
            items.append(pollfd(fd: pause == nil ? listener : -1, events: Int16(POLLIN), revents: 0))
            _ = poll(&items, nfds_t(items.count), timeout)
            let now = ContinuousClock.now
            var open: [StatusConnection] = []
            for (var connection, item) in zip(connections, items) {
                let mayGoOn = item.revents == 0 || connection.proceed(page)
                if mayGoOn, connection.deadline > now { open.append(connection) } else { close(connection.file) }
            }
            connections = open
            if let end = pause, end <= now { pause = nil }
            if let item = items.last, item.revents != 0 { isListening = acceptAll(now) }
        }
        for connection in connections { close(connection.file) }
        close(listener)
    }

    /// Milliseconds until something is due; -1 for none.
    private var timeout: CInt {
        guard let next = [pause, connections.first?.deadline].compactMap(\.self).min() else { return -1 }
        let rest = ContinuousClock.now.duration(to: next) / .milliseconds(1)
        return CInt(max(rest.rounded(.up), 0))
    }

    /// Accepts the connections that wait: were they many, the system would drop more. Returns false once the listener is shut
    /// down.
    private mutating func acceptAll(_ now: ContinuousClock.Instant) -> Bool {
        for _ in 0..<Self.mostConnections / 2 {
            let file = accept(listener, nil, nil)
            guard file >= 0 else {
                if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) { pause = now + .milliseconds(200) }
                return ![EBADF, EINVAL, ENOTSOCK].contains(errno)
            }
            _ = fcntl(file, F_SETFL, O_NONBLOCK)
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
            if connections.count >= Self.mostConnections { close(connections.removeFirst().file) }
            connections.append(StatusConnection(file: file, now: now))
        }
        return true
    }
}
