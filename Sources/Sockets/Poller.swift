private import CZeroMQ
import Glibc

/// Waits for several sockets and files at once.
@safe package struct Poller {
    private var items: [zmq_pollitem_t] = unsafe []
    /// Keeps the sockets open as long as they are waited for.
    private var sockets: [Socket] = []

    /// Creates a poller of nothing.
    package init() {}

    /// Adds a socket. Returns its number, for ``isReady(_:)``.
    package mutating func add(_ socket: Socket) -> Int {
        sockets.append(socket)
        unsafe items.append(zmq_pollitem_t(socket: socket.handle, fd: 0, events: Short(ZMQ_POLLIN), revents: 0))
        return unsafe items.count - 1
    }

    /// Adds a file descriptor, which must stay open. Returns its number.
    package mutating func add(file: CInt) -> Int {
        unsafe items.append(zmq_pollitem_t(socket: nil, fd: file, events: Short(ZMQ_POLLIN), revents: 0))
        return unsafe items.count - 1
    }

    /// Waits until something can be read, for so many milliseconds at most.
    package mutating func wait(milliseconds: Int) {
        let count = unsafe CInt(items.count)
        if unsafe zmq_poll(&items, count, milliseconds) < 0 {
            // Interrupted: what was ready before is not known to be so now.
            for index in unsafe items.indices { unsafe items[index].revents = 0 }
        }
    }

    /// Whether there is something to read.
    package func isReady(_ number: Int) -> Bool { unsafe items[number].revents & Short(ZMQ_POLLIN) != 0 }

    private typealias Short = CShort
}
