/// A function the embedding program provides, called in a session by its name.
package struct HostFunction {
    package typealias Body = (Arguments) async throws -> Object

    final class Identity {}

    package let name: String
    let identity = Identity()
    let body: Body

    package init(_ name: String, _ body: @escaping Body) {
        self.name = name
        self.body = body
    }
}
