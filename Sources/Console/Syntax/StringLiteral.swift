/// A string or bytes literal, as written between its quotes.
struct StringLiteral {
    let isRaw: Bool
    let isBytes: Bool
    let isFormat: Bool
    let body: [Unicode.Scalar]
    /// The place of the body's first scalar.
    let bodyPosition: Position
}
