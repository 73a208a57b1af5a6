/// An exception raised in a session. A host object raises one by throwing it.
package struct PythonException: Error, Equatable {
    /// The name of the type.
    package var typeName: String
    /// The names of the type's bases, nearest first, without `object`.
    package var bases: [String]
    /// The text that `str(exception)` returns; for a KeyError the repr of the key.
    package var message: String

    /// - Parameter bases: by default those of the builtin exception of that name, else those of `Exception`.
    package init(type: String, message: String = "", bases: [String]? = nil) {
        typeName = type
        self.message = message
        self.bases = bases ?? ExceptionHierarchy.bases(of: type) ?? ["Exception", "BaseException"]
    }

    /// The last line of the traceback, as Python prints it.
    package var lastLine: String {
        message.isEmpty ? typeName : "\(typeName): \(message)"
    }

    /// Whether the exception is of the named type or a subtype; only the last part of a dotted name is compared.
    package func matches(_ name: String) -> Bool {
        let wanted = Self.lastComponent(name)
        return Self.lastComponent(typeName) == wanted || bases.contains { Self.lastComponent($0) == wanted }
    }

    private static func lastComponent(_ name: String) -> Substring {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return name[...] }
        return name[name.utf8.index(after: dot)...]
    }
}

extension PythonException {
    static func typeError(_ message: String) -> PythonException { .init(type: "TypeError", message: message) }
    static func valueError(_ message: String) -> PythonException { .init(type: "ValueError", message: message) }
    static func indexError(_ message: String) -> PythonException { .init(type: "IndexError", message: message) }
    static func attributeError(_ message: String) -> PythonException { .init(type: "AttributeError", message: message) }
    static func overflow(_ message: String) -> PythonException { .init(type: "OverflowError", message: message) }
    static func division(_ message: String) -> PythonException { .init(type: "ZeroDivisionError", message: message) }
    static func runtime(_ message: String) -> PythonException { .init(type: "RuntimeError", message: message) }

    static func keyError(_ key: Object) -> PythonException { .init(type: "KeyError", message: key.repr) }
    static func keyError(_ key: String) -> PythonException { keyError(.string(key)) }

    static func noAttribute(_ object: Object, _ name: String) -> PythonException {
        let owner =
            switch object {
            case .type(let type): "type object '\(type.module.isEmpty ? type.name : type.qualifiedName)'"
            case .module(let module): "module '\(module.name)'"
            case .datetime, .date, .time, .timedelta, .timezone: "'\(object.type.qualifiedName)' object"
            default: "'\(object.typeName)' object"
            }
        return .attributeError("\(owner) has no attribute '\(name)'")
    }
}
