private import CZeroMQ

/// A ZeroMQ socket. It belongs to one thread; nothing blocks.
@safe package final class Socket {
    /// The pattern that a socket follows.
    package enum Kind {
        case router, dealer, publisher, subscriber
        /// A publisher that receives each subscription as a message: a byte, 1 or 0 for its begin or end, and the topic.
        case observedPublisher
    }

    let handle: UnsafeMutableRawPointer
    private let context: MessagingContext
    /// Whether a message may be queued although ``file`` is not ready. libzmq makes the file ready when something arrives,
    /// and each call on the socket may take that back.
    private(set) var mayHaveInput = true

    /// Creates a socket without limits on queued messages. A subscriber gets everything.
    ///
    /// - Throws: ``SocketError``.
    package init(_ kind: Kind, in context: MessagingContext) throws {
        guard let handle = unsafe zmq_socket(context.handle, kind.number) else { throw SocketError("create a socket") }
        unsafe self.handle = handle
        self.context = context
        set(ZMQ_LINGER, 0)
        // Hundreds of engines may connect at once.
        set(ZMQ_BACKLOG, 4096)
        set(ZMQ_SNDHWM, 0)
        set(ZMQ_RCVHWM, 0)
        if kind == .subscriber { setBytes(ZMQ_SUBSCRIBE, []) }
        if kind == .observedPublisher { set(ZMQ_XPUB_VERBOSE, 1) }
    }

    deinit { unsafe zmq_close(handle) }

    /// The identity that peers see.
    package func setIdentity(_ identity: String) { setBytes(ZMQ_ROUTING_ID, Array(identity.utf8)) }

    /// The largest frame that is accepted, in bytes; a peer that sends more is disconnected. Call it before
    /// ``bind(_:)``: it has no effect on addresses that are bound already.
    package func setLargestFrame(_ bytes: Int) {
        var bytes = Int64(bytes)
        _ = unsafe zmq_setsockopt(handle, ZMQ_MAXMSGSIZE, &bytes, MemoryLayout<Int64>.size)
    }

    /// Milliseconds that an unfinished message may wait for a peer when the socket is closed.
    package func setLinger(milliseconds: Int) { set(ZMQ_LINGER, CInt(clamping: milliseconds)) }

    /// Makes ``send(_:)`` return false for a peer that is not connected; only for routers.
    package func reportsUnroutable() { set(ZMQ_ROUTER_MANDATORY, 1) }

    /// Listens at an address: `tcp://127.0.0.1:5555`, or with `*` as the port for any free one.
    ///
    /// - Returns: the address with its port.
    /// - Throws: ``SocketError``.
    package func bind(_ address: String) throws -> String {
        mayHaveInput = true
        guard unsafe zmq_bind(handle, address) == 0 else { throw SocketError("bind \(address)") }
        var text = [CChar](repeating: 0, count: 256)
        var size = text.count
        guard unsafe zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &text, &size) == 0 else {
            throw SocketError("read the address of \(address)")
        }
        return String(decoding: text.prefix(max(size - 1, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Connects to an address.
    ///
    /// - Throws: ``SocketError``.
    package func connect(_ address: String) throws {
        mayHaveInput = true
        guard unsafe zmq_connect(handle, address) == 0 else { throw SocketError("connect to \(address)") }
    }

    /// Encrypts: peers must know the public key that belongs to the secret one.
    package func serveCurve(secretKey: String) {
        set(ZMQ_CURVE_SERVER, 1)
        setBytes(ZMQ_CURVE_SECRETKEY, Array(secretKey.utf8))
    }
}

// MARK: - Messages

extension Socket {
    /// The next message; nil if there is none yet.
    package func receive() -> [[UInt8]]? {
        mayHaveInput = true
        var frames: [[UInt8]] = []
        var part = zmq_msg_t()
        var more = true
        while more {
            _ = unsafe zmq_msg_init(&part)
            defer { unsafe zmq_msg_close(&part) }
            guard unsafe zmq_msg_recv(&part, handle, ZMQ_DONTWAIT) >= 0 else {
                // A message arrives whole, so only its first part can be missing or interrupted.
                if zmq_errno() == EINTR { continue }
                mayHaveInput = false
                return nil
            }
            let bytes = unsafe UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: zmq_msg_size(&part))
            unsafe frames.append(Array(bytes))
            more = unsafe zmq_msg_more(&part) != 0
        }
        return frames
    }

    /// Queues a message; false if no such peer is connected, where the socket reports that.
    @discardableResult
    package func send(_ frames: [[UInt8]]) -> Bool {
        mayHaveInput = true
        for (index, frame) in frames.enumerated() {
            let flags = ZMQ_DONTWAIT | (index < frames.count - 1 ? ZMQ_SNDMORE : 0)
            while unsafe zmq_send(handle, frame, frame.count, flags) < 0 {
                guard zmq_errno() == EINTR else { return false }
            }
        }
        return true
    }
}

// MARK: - Options

extension Socket {
    /// Becomes ready when something arrives at the socket, such as a message.
    ///
    /// - Throws: ``SocketError``.
    var file: CInt {
        get throws {
            var file: CInt = -1
            var size = MemoryLayout<CInt>.size
            guard unsafe zmq_getsockopt(handle, ZMQ_FD, &file, &size) == 0 else {
                throw SocketError("wait for a socket")
            }
            return file
        }
    }

    private func set(_ option: CInt, _ value: CInt) {
        var value = value
        _ = unsafe zmq_setsockopt(handle, option, &value, MemoryLayout<CInt>.size)
    }

    private func setBytes(_ option: CInt, _ bytes: [UInt8]) {
        _ = unsafe zmq_setsockopt(handle, option, bytes, bytes.count)
    }
}

extension Socket.Kind {
    fileprivate var number: CInt {
        switch self {
        case .router: ZMQ_ROUTER
        case .dealer: ZMQ_DEALER
        case .publisher: ZMQ_PUB
        case .observedPublisher: ZMQ_XPUB
        case .subscriber: ZMQ_SUB
        }
    }
}
