/// An object the embedding program provides, such as a database or a configuration.
///
/// Two are equal where they are one and the same. Item access comes to `call` too, as `__getitem__(key)`,
/// `__setitem__(key, value)` and `__delitem__(key)`.
package protocol HostObject: AnyObject {
    var typeName: String { get }

    /// The value of an attribute; nil makes the session see an AttributeError.
    func attribute(_ name: String) throws -> Object?

    func setAttribute(_ name: String, to value: Object) throws

    /// Calls a method. What is thrown, except a `PythonException`, ends the run and reaches its caller.
    func call(_ method: String, _ arguments: Arguments) async throws -> Object
}

extension HostObject {
    package func attribute(_ name: String) throws -> Object? { nil }

    package func setAttribute(_ name: String, to value: Object) throws {
        throw PythonException.attributeError("'\(typeName)' object has no attribute '\(name)'")
    }

    package func call(_ method: String, _ arguments: Arguments) async throws -> Object {
        throw PythonException.attributeError("'\(typeName)' object has no attribute '\(method)'")
    }
}
