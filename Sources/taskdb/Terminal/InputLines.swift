import Foundation
import Support

/// The lines of standard input, as bytes without their ends.
struct InputLines {
    /// The buffer of one read.
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)
    private var bytes: [UInt8] = []
    /// Where the next line begins, and up to where its end has been searched.
    private var start = 0
    private var searched = 0
    private var isOpen = true

    /// Waits for a line; returns nil at the end of the input.
    mutating func next() -> [UInt8]? {
        while true {
            if let end = bytes.lineEnd(from: searched) {
                defer { (start, searched) = (end + 1, end + 1) }
                return Array(bytes[start..<end])
            }
            searched = bytes.count
            guard isOpen else { return last() }
            isOpen = read()
        }
    }

    /// The text after the last line end.
    private mutating func last() -> [UInt8]? {
        guard start < bytes.count else { return nil }
        defer { start = bytes.count }
        return Array(bytes[start...])
    }

    /// - Returns: whether the input goes on.
    private mutating func read() -> Bool {
        bytes.removeFirst(start)
        (start, searched) = (0, searched - start)
        var count = 0
        repeat {
            count = chunk.withUnsafeMutableBytes { Foundation.read(STDIN_FILENO, $0.baseAddress, $0.count) }
        } while count < 0 && errno == EINTR
        guard count > 0 else { return false }
        bytes += chunk[..<count]
        return true
    }
}
