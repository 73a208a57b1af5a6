import Conformance
import Diagnostics
import Foundation
import Reports

/// The program's standard output and standard error.
enum Terminal {
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Coloured on a terminal, unless the environment asks for no colours (https://no-color.org).
    static var style: Style { Style(isColoured: isOutputTerminal && isColourWanted) }

    private static var isColourWanted: Bool {
        let environment = ProcessInfo.processInfo.environment
        return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Called first in the program: a write to a closed pipe fails instead of ending the program, and no file that is
    /// opened later gets the descriptor of a standard stream that was closed.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // It gets the lowest free descriptor. Opened for the other direction, reads and writes fail as if closed.
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes text to standard output, its control characters replaced; see ``Swift/String/printable``.
    ///
    /// - Throws: ``CommandError`` if it cannot be written. If nobody reads any more, the text is dropped: the command
    ///   goes on, for its exit status and its files.
    static func write(_ text: String) throws { try writeAsIs(text.printable) }

    /// Writes text to standard output that is coloured, or for another program.
    ///
    /// - Throws: as ``write(_:)-(String)``.
    static func writeAsIs(_ text: String) throws {
        do { try write(Array(text.utf8)) } catch ExitStatus.success {}
    }

    /// Writes bytes to standard output.
    ///
    /// - Throws: ``CommandError`` if they cannot be written; ``ExitStatus/success`` if nobody reads any more.
    static func write(_ bytes: [UInt8]) throws {
        guard let number = send(bytes, to: STDOUT_FILENO) else { return }
        if number == EPIPE { throw ExitStatus.success }
        throw CommandError.software("standard output cannot be written: \(String(cString: strerror(number)))")
    }

    /// Writes text to standard error, its control characters replaced. Failures are ignored: there is nowhere to report
    /// them.
    static func writeError(_ text: String) { _ = send(Array(text.printable.utf8), to: STDERR_FILENO) }

    /// Replaces the last line on standard error, which has to be a terminal.
    static func replaceLine(_ text: String) { _ = send(Array("\r\u{1B}[K\(text.onOneLine)".utf8), to: STDERR_FILENO) }

    /// Returns the error number if not all bytes could be written.
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
