import Wire

/// A result that is none of the kind its method has. No exception that a session could expect: the backend raised none.
struct UnfitAnswer: Error {
    let method: String
    let misfit: WireError
}
