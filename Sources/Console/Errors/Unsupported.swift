/// A construct that the subset leaves out, found while evaluating; the interpreter adds the place.
struct Unsupported: Error {
    let construct: String

    init(_ construct: String) {
        self.construct = construct
    }
}
