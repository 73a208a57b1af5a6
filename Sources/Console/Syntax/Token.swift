import BigInt

/// A token with its place.
struct Token {
    let kind: Kind
    let position: Position

    /// The large payloads are boxed: tokens are many, and most are small.
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

    /// The token's name in error messages.
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
