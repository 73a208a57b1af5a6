import Foundation

/// The lines of standard input, as bytes without their ends.
struct InputLines {
    private static let chunk = 64 << 10
    private var bytes: [UInt8] = []
    /// Where the next line begins, and how far its end was looked for.
    private var start = 0
    private var searched = 0
    private var isOpen = true

    /// Waits for a line; nil at the end of the input.
    mutating func next() -> [UInt8]? {
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { (start, searched) = (end + 1, end + 1) }
                return Array(bytes[start..<end])
            }
            searched = bytes.count
            guard isOpen else { return last() }
            isOpen = read()
        }
    }

    /// What stands after the last line end.
    private mutating func last() -> [UInt8]? {
        guard start < bytes.count else { return nil }
        defer { start = bytes.count }
        return Array(bytes[start...])
    }

    /// - Returns: whether there may be more to come.
    private mutating func read() -> Bool {
        bytes.removeFirst(start)
        (start, searched) = (0, searched - start)
        var count = 0
        repeat {
            bytes += [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, initialized in
                count = Foundation.read(STDIN_FILENO, buffer.baseAddress, Self.chunk)
                initialized = max(count, 0)
            }
        } while count < 0 && errno == EINTR
        return count > 0
    }
}
