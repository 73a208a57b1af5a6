/// Text as Python has it: an array of code points, compared, ordered and indexed by code point.
///
/// Lone surrogates cannot be held; the console subset refuses the literals and calls that would make one.
public struct Str: Hashable, Comparable, ExpressibleByStringLiteral, Sendable {
    public let scalars: [Unicode.Scalar]

    public init(_ string: String) {
        scalars = Array(string.unicodeScalars)
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }

    init(_ scalars: some Sequence<Unicode.Scalar>) {
        self.scalars = Array(scalars)
    }

    public var string: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    var count: Int { scalars.count }
    var isEmpty: Bool { scalars.isEmpty }

    public static func < (left: Str, right: Str) -> Bool {
        left.scalars.lexicographicallyPrecedes(right.scalars)
    }

    static func + (left: Str, right: Str) -> Str {
        Str(left.scalars + right.scalars)
    }
}
