/// A function the embedding program provides, called in a session by its name.
public struct HostFunction {
    public typealias Body = (Arguments) async throws -> Object

    final class Identity {}

    public let name: String
    let identity = Identity()
    let body: Body

    public init(_ name: String, _ body: @escaping Body) {
        self.name = name
        self.body = body
    }
}
