import Foundation
import Logging

/// Writes a line for each event, as ipyparallel's controller does: `2026-11-22 09:39:47.424 [IPController] message`.
package struct ControllerLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    private let descriptor: CInt

    /// - Parameters:
    ///   - descriptor: the file that is written to.
    ///   - level: on Python's scale, 10 for debug to 50 for critical.
    package init(descriptor: CInt, level: Int) {
        self.descriptor = descriptor
        logLevel =
            switch level {
            case ...10: .debug
            case ...20: .info
            case ...30: .warning
            case ...40: .error
            default: .critical
            }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let text = "\(event.message)".replacingOccurrences(of: "\n", with: "\n    ")
        let line = Array("\(Self.time()) [IPController] \(Self.prefix(event.level))\(text)\n".utf8)
        _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    private static func prefix(_ level: Logger.Level) -> String {
        switch level {
        case .warning: "WARNING | "
        case .error: "ERROR | "
        case .critical: "CRITICAL | "
        default: ""
        }
    }

    private static func time() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var parts = tm()
        localtime_r(&now.tv_sec, &parts)
        func two(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let milliseconds = String(now.tv_nsec / 1_000_000 + 1000).dropFirst()
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(milliseconds)"
    }
}
