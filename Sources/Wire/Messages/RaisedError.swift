/// An exception in a message: Python's name for its type, the names of its bases, and its text.
package struct RaisedError: Error, Sendable, Equatable {
    /// The name of the type.
    package let type: String
    /// The names of the type's bases, nearest first, without the type itself; empty if the backend did not send them.
    package let bases: [String]
    /// The text, as `str(exception)` returns it.
    package let message: String

    /// Makes an exception.
    package init(type: String, bases: [String], message: String) {
        self.type = type
        self.bases = bases
        self.message = message
    }

    static let code = -32000
}
