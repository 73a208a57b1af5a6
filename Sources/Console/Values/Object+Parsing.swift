extension Object {
    /// Parses a literal such as `{'a': [1]}`; returns nil if the text is not a literal.
    package static func literal(_ text: String) -> Object? {
        LiteralValue.parse(text)
    }

    /// Returns what `int(text)` returns, or nil if it raises.
    package static func integer(from text: String) -> Object? {
        IntegerConversion.parse(Array(text.unicodeScalars), base: 10).map(Object.int)
    }

    /// Returns what `float(text)` returns, or nil if it raises.
    package static func float(from text: String) -> Object? {
        IntegerConversion.parseFloat(Array(text.unicodeScalars)).map(Object.float)
    }
}
