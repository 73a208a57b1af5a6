import Wire

/// A result that is none of the kind its method has. No exception that a session could expect: the backend raised none.
package struct UnfitAnswer: Error {
    package let method: String
    package let misfit: WireError
}
