import Dispatch
import Glibc
import Support
import Synchronization
import Wire

/// Serves the status page on loopback. It answers one request after the other on a queue of its own.
final class StatusServer: Sendable {
    /// The port that it listens on.
    let port: Int
    private let listener: CInt
    private let page = Shared<StatusPage?>(nil)

    /// Listens.
    ///
    /// - Throws: ``StatusError`` if the port is taken.
    init(port: Int) throws {
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw StatusError(port: port, number: errno) }
        var yes: CInt = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
        }
        guard isBound, listen(listener, 16) == 0 else {
            let number = errno
            close(listener)
            throw StatusError(port: port, number: number)
        }
        self.listener = listener
        self.port = port
        DispatchQueue(label: "ipcontroller.status").async { [self] in serve() }
    }

    /// What the next requests get.
    func show(_ page: StatusPage) { self.page.value.withLock { $0 = page } }

    /// Listens no more.
    func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 {
                if [EINTR, ECONNABORTED].contains(errno) { continue }
                guard [EMFILE, ENFILE].contains(errno) else { return }
                usleep(100_000)
                continue
            }
            answer(connection)
            close(connection)
        }
    }
}

// MARK: - One request

extension StatusServer {
    private static let mostBytes = 8192

    private func answer(_ connection: CInt) {
        // A peer that sends or reads nothing must not keep others waiting for long.
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard let request = Self.head(of: connection) else { return }
        let response = response(to: request)
        var sent = 0
        while sent < response.count {
            let rest = Array(response[sent...])
            let count = send(connection, rest, rest.count, CInt(MSG_NOSIGNAL))
            guard count > 0 else { return }
            sent += count
        }
    }

    /// A request up to the empty line after its headers; nil if it does not come in time or is too long.
    private static func head(of connection: CInt) -> String? {
        let start = ContinuousClock.now
        var request = ""
        while !request.contains("\r\n\r\n") {
            var bytes = [UInt8](repeating: 0, count: mostBytes)
            let count = recv(connection, &bytes, bytes.count, 0)
            guard count > 0, start.duration(to: .now) < .seconds(2), request.utf8.count < mostBytes else { return nil }
            request += String(decoding: bytes.prefix(count), as: UTF8.self)
        }
        return request
    }

    private func response(to request: String) -> [UInt8] {
        let lines = request.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0] == "GET" || words[0] == "HEAD" else {
            return Self.failure("405 Method Not Allowed")
        }
        // A page of the web that has this machine's address under a name of its own must not read this.
        let hosts = lines.filter { $0.lowercased().hasPrefix("host:") }
        guard hosts.count == 1, let host = hosts.first?.dropFirst("host:".count),
            host.filter({ $0 != " " && $0 != "\t" }).isHostOfThisMachine
        else {
            return Self.failure("421 Misdirected Request")
        }
        guard let page = page.value.withLock({ $0 }) else { return Self.failure("503 Service Unavailable") }
        switch words[1] {
        case "/": return Self.success("text/html; charset=utf-8", Array(page.html.utf8), isHead: words[0] == "HEAD")
        case "/status.json": return Self.success("application/json", page.json.bytes, isHead: words[0] == "HEAD")
        default: return Self.failure("404 Not Found")
        }
    }

    private static func success(_ type: String, _ body: [UInt8], isHead: Bool) -> [UInt8] {
        let head = """
            HTTP/1.1 200 OK\r
            Content-Type: \(type)\r
            Content-Length: \(body.count)\r
            Cache-Control: no-store\r
            Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r
            \r

            """
        return Array(head.utf8) + (isHead ? [] : body)
    }

    private static func failure(_ status: String) -> [UInt8] {
        Array("HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    }
}

/// Why the status page cannot be served.
struct StatusError: Error, CustomStringConvertible {
    let port: Int
    let number: CInt
    var description: String { "cannot serve the status page on port \(port): \(String(cString: strerror(number)))" }
}
