import ArgumentParser
import Conformance
import Foundation

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

    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Writes bytes at once, without a copy.
    ///
    /// - Throws: `ExitCode`: success once nobody reads any more, since nothing is left to tell; an internal error, which
    ///   is told, where the bytes cannot be written for another reason.
    static func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw failure(errno) }
            rest.removeFirst(max(count, 0))
        }
    }

    private static func failure(_ number: Int32) -> ExitCode {
        if number == EPIPE { return .success }
        writeError("standard output cannot be written: \(String(cString: strerror(number)))\n")
        return ExitCode(70)
    }

    static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
