import Glibc

/// A connection to the status page: one request, then its response. Nothing blocks.
struct StatusConnection {
    let file: CInt
    /// When it is closed, whatever is still missing.
    let deadline: ContinuousClock.Instant
    private var request: [UInt8] = []
    private var response: ArraySlice<UInt8>?

    private static let longest = Duration.seconds(2)
    private static let mostBytes = 8192

    init(file: CInt, now: ContinuousClock.Instant) {
        self.file = file
        deadline = now + Self.longest
    }

    /// What it waits for, for `poll`.
    var events: Int16 { Int16(response == nil ? POLLIN : POLLOUT) }

    /// Reads or writes what is possible at once. Returns false once the connection can be closed.
    ///
    /// - Parameter page: what to show; nil before the controller runs.
    mutating func proceed(_ page: () -> StatusPage?) -> Bool {
        if response == nil {
            var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
            let count = recv(file, &bytes, bytes.count, 0)
            guard count > 0 else { return count < 0 && Self.isTemporary }
            request += bytes.prefix(count)
            guard let end = request.firstRange(of: Array("\r\n\r\n".utf8)) else {
                return request.count < Self.mostBytes
            }
            let head = String(decoding: request[..<end.lowerBound], as: UTF8.self)
            response = StatusResponse.bytes(to: head, page())[...]
        }
        guard let rest = response else { return true }
        let count = rest.withUnsafeBytes { send(file, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
        guard count >= 0 else { return Self.isTemporary }
        response = rest.dropFirst(count)
        return count < rest.count
    }

    private static var isTemporary: Bool { [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) }
}
