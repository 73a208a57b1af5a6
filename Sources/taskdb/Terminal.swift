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
    /// Writes bytes at once, without a copy. Nothing is left to tell once nobody reads any more.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { return }
            rest.removeFirst(max(count, 0))
        }
    }

    static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
