/// A limit exceeded while evaluating; the interpreter adds the place.
struct LimitReached: Error {
    let message: String
}
