extension Interpreter {
    func callMethod(_ receiver: Object, _ name: String, _ arguments: Arguments) async throws -> Object { throw Unsupported(name) }
    func callClassMethod(_ type: TypeObject, _ name: String, _ arguments: Arguments) async throws -> Object { throw Unsupported(name) }
    func percentFormat(_ left: Object, _ right: Object) async throws -> Object? { nil }
    func format(_ value: Object, _ spec: Str) throws -> Str { throw Unsupported("format") }
}
enum TextCoding {
    static func decode(_ bytes: [UInt8], _ encoding: Object?, _ errors: Object?) throws -> Str { "" }
    static func encode(_ text: Str, _ encoding: Object?, _ errors: Object?) throws -> [UInt8] { [] }
}
