/// A Python string: an array of code points, compared, ordered and indexed by code point.
///
/// It cannot hold lone surrogates; the console subset leaves out the literals and calls that would make one.
package struct Str: Hashable, Comparable, ExpressibleByStringLiteral, Sendable {
    /// The code points.
    package let scalars: [Unicode.Scalar]

    /// Makes a string from Swift text.
    package init(_ string: String) {
        scalars = Self.asciiScalars(string) ?? Array(string.unicodeScalars)
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
        if scalars.allSatisfy(\.isASCII) {
            return String(unsafeUninitializedCapacity: scalars.count) { buffer in
                for (index, scalar) in scalars.enumerated() { buffer[index] = UInt8(truncatingIfNeeded: scalar.value) }
                return scalars.count
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The code points of a text in ASCII; nil for any other. Nearly all text is: converted scalar by scalar,
    /// and hashed so, it makes `taskdb test` take twice as long.
    private static func asciiScalars(_ string: String) -> [Unicode.Scalar]? {
        let scalars = string.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? bytes.map { Unicode.Scalar($0) } : nil
        }
        return scalars ?? nil
    }

    package func hash(into hasher: inout Hasher) {
        scalars.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(scalars.count)
    }

    var count: Int { scalars.count }
    var isEmpty: Bool { scalars.isEmpty }

    /// Orders by code point.
    package static func < (left: Str, right: Str) -> Bool {
        left.scalars.lexicographicallyPrecedes(right.scalars)
    }

    static func + (left: Str, right: Str) -> Str {
        Str(left.scalars + right.scalars)
    }
}
