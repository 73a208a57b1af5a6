/// A Python string: an array of code points, compared, ordered and indexed by code point.
///
/// It cannot hold lone surrogates; the console subset leaves out the literals and calls that would make one.
package struct Str: Hashable, Comparable, ExpressibleByStringLiteral, Sendable {
    /// The code points.
    package let scalars: [Unicode.Scalar]

    /// Makes a string from Swift text.
    package init(_ string: String) {
        let ascii = string.utf8.withContiguousStorageIfAvailable { bytes -> [Unicode.Scalar]? in
            guard bytes.reduce(0, |) < 0x80 else { return nil }
            return Array(unsafeUninitializedCapacity: bytes.count) { scalars, count in
                for index in bytes.indices { scalars.initializeElement(at: index, to: Unicode.Scalar(bytes[index])) }
                count = bytes.count
            }
        }
        scalars = ascii.flatMap(\.self) ?? Array(string.unicodeScalars)
    }

    /// Makes a string from a literal.
    package init(stringLiteral value: String) {
        self.init(value)
    }

    init(_ scalars: some Sequence<Unicode.Scalar>) {
        self.scalars = Array(scalars)
    }

    /// The text as a Swift string.
    package var string: String {
        if scalars.allSatisfy(\.isASCII) { return String(ascii: scalars[...]) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    var count: Int { scalars.count }
    var isEmpty: Bool { scalars.isEmpty }

    /// Orders by code point.
    package static func < (left: Str, right: Str) -> Bool {
        left.scalars.lexicographicallyPrecedes(right.scalars)
    }

    func isEqual(to string: String) -> Bool {
        let bytes = string.utf8
        // Only ASCII text has as many UTF-8 bytes as code points.
        if scalars.count == bytes.count { return scalars.elementsEqual(bytes) { $0.value == UInt32($1) } }
        return scalars.count < bytes.count && string.unicodeScalars.elementsEqual(scalars)
    }

    static func + (left: Str, right: Str) -> Str {
        Str(left.scalars + right.scalars)
    }

    /// Hashes all bytes of the code points in one call, which is much faster than one call per code point.
    package func hash(into hasher: inout Hasher) {
        scalars.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(scalars.count)
    }
}

extension String {
    /// - Parameter scalars: ASCII characters only.
    init(ascii scalars: ArraySlice<Unicode.Scalar>) {
        self.init(unsafeUninitializedCapacity: scalars.count) { buffer in
            for (index, scalar) in scalars.enumerated() { buffer[index] = UInt8(truncatingIfNeeded: scalar.value) }
            return scalars.count
        }
    }
}
