/// A Python string: an array of code points, compared, ordered and indexed by code point.
///
/// It cannot hold lone surrogates; the console subset leaves out the literals and calls that would make one.
package struct Str: Hashable, Comparable, ExpressibleByStringLiteral, Sendable {
    /// The code points.
    package let scalars: [Unicode.Scalar]

    /// Makes a string from Swift text.
    package init(_ string: String) {
        scalars = Array(string.unicodeScalars)
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

    static func + (left: Str, right: Str) -> Str {
        Str(left.scalars + right.scalars)
    }
}
