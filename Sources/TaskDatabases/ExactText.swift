import Glibc

/// Text that is equal to other text only code point by code point.
///
/// Swift's `String` calls "é" and "e" followed by a combining accent equal; Python, JSON and every database do not.
/// Anything here that looks text up uses this as its key.
public struct ExactText: Hashable, Comparable, Sendable {
    /// The text.
    public let string: String

    /// Makes a key of a text.
    public init(_ string: String) { self.string = string }

    public static func == (left: ExactText, right: ExactText) -> Bool {
        guard left.string.utf8.count == right.string.utf8.count else { return false }
        let isEqual = left.string.utf8.withContiguousStorageIfAvailable { left in
            right.string.utf8.withContiguousStorageIfAvailable { right in
                // At once: much faster than byte by byte.
                guard let start = left.baseAddress, let other = right.baseAddress else { return true }
                return memcmp(start, other, left.count) == 0
            }
        }
        return (isEqual ?? nil) ?? left.string.utf8.elementsEqual(right.string.utf8)
    }

    /// UTF-8 keeps the order of code points, which is Python's order of `str`.
    public static func < (left: ExactText, right: ExactText) -> Bool {
        left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        // Texts that are equal code point by code point are equal as strings, too.
        hasher.combine(string)
    }
}
