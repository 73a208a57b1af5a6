import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Reports

/// Where this program's output goes.
enum Terminal {
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Colour only where a person looks, and not where they asked for none (https://no-color.org).
    static var style: Style { Style(isColoured: isOutputTerminal && isColourWanted) }

    private static var isColourWanted: Bool {
        let environment = ProcessInfo.processInfo.environment
        return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Comes first in the program: output that nobody reads, or that cannot be written, is found out by writing, and
    /// nothing that is opened later takes the place of a stream that was closed from the start.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // It gets the lowest number that is free. Opened for the other direction, it fails as a closed one does.
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes text. Once nobody reads any more it is dropped: the exit status and what goes to files still tell.
    ///
    /// - Throws: `ExitCode`, an internal error, which is told, where it cannot be written for another reason.
    static func write(_ text: String) throws {
        do {
            try write(Array(text.utf8))
        } catch let code as ExitCode where code.isSuccess {}
    }

    /// Writes bytes at once, without a copy.
    ///
    /// - Throws: `ExitCode`: success once nobody reads any more, since nothing is left to tell; an internal error, which
    ///   is told, where the bytes cannot be written for another reason.
    static func write(_ bytes: [UInt8]) throws {
        guard let number = send(bytes, to: STDOUT_FILENO) else { return }
        if number == EPIPE { throw ExitCode.success }
        writeError("standard output cannot be written: \(String(cString: strerror(number)))\n")
        throw ExitCode(70)
    }

    /// Writes to standard error; where that fails there is nobody left to tell.
    static func writeError(_ text: String) { _ = send(Array(text.utf8), to: STDERR_FILENO) }

    /// The number of the error that kept bytes from being written; nil where none did.
    private static func send(_ bytes: [UInt8], to stream: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return errno }
            rest.removeFirst(max(count, 0))
        }
        return nil
    }
}
