/// An object that the embedding program provides, such as a database or a configuration.
///
/// Host objects compare by identity. Item access calls `call` with `__getitem__(key)`, `__setitem__(key, value)` or
/// `__delitem__(key)`.
package protocol HostObject: AnyObject {
    var typeName: String { get }

    /// Returns the value of an attribute; nil raises an AttributeError in the session.
    func attribute(_ name: String) throws -> Object?

    func setAttribute(_ name: String, to value: Object) throws

    /// Calls a method. An error other than a `PythonException` ends the run and is thrown to its caller.
    func call(_ method: String, _ arguments: Arguments) async throws -> Object
}

extension HostObject {
    /// By default an object has no attributes.
    package func attribute(_ name: String) throws -> Object? { nil }

    /// By default no attribute can be set.
    package func setAttribute(_ name: String, to value: Object) throws {
        throw PythonException.attributeError("'\(typeName)' object has no attribute '\(name)'")
    }

    /// By default an object has no methods.
    package func call(_ method: String, _ arguments: Arguments) async throws -> Object {
        throw PythonException.attributeError("'\(typeName)' object has no attribute '\(method)'")
    }
}
