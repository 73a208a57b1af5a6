import BigInt

/// A word of the source, with its place.
struct Token {
    let kind: Kind
    let position: Position

    /// The large ones stand apart: tokens are many, and most of them are small.
    enum Kind {
        case name(String)
        indirect case int(BigInt)
        case float(Double)
        indirect case string(StringLiteral)
        case symbol(Symbol)
        case newline
        case indent
        case dedent
        case end
    }

    /// The token as an error message calls it.
    var spelling: String {
        switch kind {
        case .name(let name): "'\(name)'"
        case .int, .float: "number"
        case .string: "string"
        case .symbol(let symbol): "'\(symbol.text)'"
        case .newline: "end of line"
        case .indent: "indent"
        case .dedent: "dedent"
        case .end: "end of input"
        }
    }
}

/// A string or bytes literal as written between its quotes.
struct StringLiteral {
    let isRaw: Bool
    let isBytes: Bool
    let isFormat: Bool
    let body: [Unicode.Scalar]
    /// The place of the first scalar of the body.
    let bodyPosition: Position
}
