private import CZeroMQ
import Glibc

/// The library's threads, which all sockets share. Every socket keeps it alive.
@safe package final class MessagingContext {
    let handle: UnsafeMutableRawPointer

    /// Starts the library.
    ///
    /// - Throws: ``SocketError``.
    package init() throws {
        // The library numbers peers from rand(), which it does not seed: the reply to a peer of a controller before would
        // reach another one.
        srand(UInt32.random(in: 1...UInt32.max))
        guard let handle = unsafe zmq_ctx_new() else { throw SocketError("start ZeroMQ") }
        unsafe self.handle = handle
        _ = unsafe zmq_ctx_set(handle, ZMQ_MAX_SOCKETS, 1023)
        // What is queued for a peer that has gone must not keep the process.
        _ = unsafe zmq_ctx_set(handle, ZMQ_BLOCKY, 0)
    }

    deinit { unsafe zmq_ctx_term(handle) }
}
