extension Object {
    /// The value a text writes as a literal, such as `{'a': [1]}`; nil where it writes none.
    package static func literal(_ text: String) -> Object? {
        LiteralValue.parse(text)
    }

    /// What `int(text)` gives; nil where that raises.
    package static func integer(from text: String) -> Object? {
        IntegerConversion.parse(Array(text.unicodeScalars), base: 10).map(Object.int)
    }

    /// What `float(text)` gives; nil where that raises.
    package static func float(from text: String) -> Object? {
        IntegerConversion.parseFloat(Array(text.unicodeScalars)).map(Object.float)
    }
}
