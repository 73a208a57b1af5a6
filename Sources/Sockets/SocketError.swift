private import CZeroMQ

/// An operation of a socket that failed, with the reason of the library.
package struct SocketError: Error, CustomStringConvertible {
    /// What was tried, such as `bind tcp://127.0.0.1:5555`.
    package let action: String
    /// The library's words: `Address already in use`.
    package let reason: String
    /// The error's number in the library.
    package let number: CInt

    /// Reads the latest error of the calling thread.
    init(_ action: String) {
        self.action = action
        number = zmq_errno()
        reason = unsafe String(cString: zmq_strerror(number))
    }

    package var description: String { "cannot \(action): \(reason)" }
}
