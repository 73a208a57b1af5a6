/// A function that the embedding program provides to a session.
package struct HostFunction {
    /// The implementation; a `PythonException` it throws is raised in the session.
    package typealias Body = (Arguments) async throws -> Object

    final class Identity {}

    /// The name in messages.
    package let name: String
    let identity = Identity()
    let body: Body

    /// Makes a function with a name for messages.
    package init(_ name: String, _ body: @escaping Body) {
        self.name = name
        self.body = body
    }
}
