import Glibc

extension [UInt8] {
    /// The index of the first line feed at or after an index; nil if there is none.
    ///
    /// The bytes are searched all at once: one by one, a long line takes many times longer.
    package func lineEnd(from start: Int) -> Int? {
        withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, start < buffer.count else { return nil }
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), buffer.count - start)
            return found.map { UnsafeRawPointer($0) - base }
        }
    }
}
