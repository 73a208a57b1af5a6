/// A type as a value: `int`, `datetime.datetime`, `KeyError`.
package struct TypeObject: Sendable {
    /// The name without the module.
    package let name: String
    /// The module; empty for builtins.
    let module: String

    var qualifiedName: String {
        module.isEmpty ? name : "\(module).\(name)"
    }

    /// The names of the type's bases, nearest first, without `object`.
    var bases: [String] {
        switch name {
        case "bool": ["int"]
        case "datetime": ["date"]
        case "timezone": ["tzinfo"]
        default: ExceptionHierarchy.bases(of: name) ?? []
        }
    }

    var isException: Bool {
        name == "BaseException" || ExceptionHierarchy.bases(of: name) != nil
    }

    func derives(from other: TypeObject) -> Bool {
        other.name == "object" && other.module.isEmpty || name == other.name || bases.contains(other.name)
    }
}

extension TypeObject {
    static func named(_ name: String) -> TypeObject { TypeObject(name: name, module: "") }

    static let noneType = named("NoneType")
    static let bool = named("bool")
    static let int = named("int")
    static let float = named("float")
    static let str = named("str")
    static let bytes = named("bytes")
    static let list = named("list")
    static let tuple = named("tuple")
    static let dict = named("dict")
    static let set = named("set")
    static let frozenset = named("frozenset")
    static let range = named("range")
    static let type = named("type")
    static let datetime = TypeObject(name: "datetime", module: "datetime")
    static let date = TypeObject(name: "date", module: "datetime")
    static let time = TypeObject(name: "time", module: "datetime")
    static let timedelta = TypeObject(name: "timedelta", module: "datetime")
    static let timezone = TypeObject(name: "timezone", module: "datetime")
    static let tzinfo = TypeObject(name: "tzinfo", module: "datetime")
}
