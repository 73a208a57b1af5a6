import Glibc

/// Waits for several sockets and files at once.
///
/// It waits for the sockets' files, and leaves those alone that are not ready: `zmq_poll` makes two system calls or more for
/// each socket at each wait.
package struct Poller {
    private var files: [pollfd] = []
    /// The sockets among them by their numbers, kept open as long as they are waited for.
    private var sockets: [Socket?] = []

    /// Creates a poller of nothing.
    package init() {}

    /// Adds a socket. Returns its number, for ``isReady(_:)``.
    ///
    /// - Throws: ``SocketError``.
    package mutating func add(_ socket: Socket) throws -> Int { add(file: try socket.file, of: socket) }

    /// Adds a file descriptor, which must stay open. Returns its number.
    package mutating func add(file: CInt) -> Int { add(file: file, of: nil) }

    private mutating func add(file: CInt, of socket: Socket?) -> Int {
        files.append(pollfd(fd: file, events: Short(POLLIN), revents: 0))
        sockets.append(socket)
        return files.count - 1
    }

    /// Waits until something may be read, for so many milliseconds at most.
    package mutating func wait(milliseconds: Int) {
        let isReady = sockets.contains { $0?.mayHaveInput == true }
        if unsafe poll(&files, nfds_t(files.count), isReady ? 0 : CInt(clamping: milliseconds)) < 0 {
            // Interrupted: what was ready before is not known to be so now.
            for index in files.indices { files[index].revents = 0 }
        }
    }

    /// Whether there may be something to read. A socket is ready until its ``Socket/receive()`` has returned nil.
    package func isReady(_ number: Int) -> Bool {
        files[number].revents & Short(POLLIN) != 0 || sockets[number]?.mayHaveInput == true
    }

    private typealias Short = CShort
}
