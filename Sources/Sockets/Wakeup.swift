import Glibc

/// Wakes the thread that waits for sockets, from any other thread.
package final class Wakeup: Sendable {
    /// The file to wait for: the reading end of a pipe.
    package let file: CInt
    private let writingEnd: CInt

    /// Creates it.
    ///
    /// - Throws: ``WakeupError`` where the system has no more files.
    package init() throws {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw WakeupError(number: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        file = ends[0]
        writingEnd = ends[1]
    }

    deinit {
        close(file)
        close(writingEnd)
    }

    /// Makes the file ready. A full pipe is ready already.
    package func signal() {
        let byte: [UInt8] = [1]
        _ = unsafe write(writingEnd, byte, 1)
    }

    /// Makes it wait again.
    package func clear() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while unsafe read(file, &bytes, bytes.count) == bytes.count {}
    }
}

/// The system has no file for a wake-up.
package struct WakeupError: Error, CustomStringConvertible {
    let number: CInt
    package var description: String { unsafe "cannot create a pipe: \(String(cString: strerror(number)))" }
}
