import Wire

/// A result of a kind that its method cannot return. A session cannot expect it: the backend raised no exception.
package struct UnfitAnswer: Error {
    package let method: String
    package let mismatch: WireError
}
