import BigInt

/// A Python value. Lists, dicts and sets have reference semantics, as in Python.
///
/// Payloads larger than a word are boxed: values are copied and released far more often than made, and with references
/// only, either is a single step.
package enum Object {
    case none
    case ellipsis
    case notImplemented
    case bool(Bool)
    indirect case int(BigInt)
    indirect case float(Double)
    case str(Str)
    case bytes([UInt8])
    case list(ListObject)
    case tuple(TupleObject)
    case dict(DictObject)
    case set(SetObject)
    indirect case range(RangeObject)
    case view(DictView)
    indirect case datetime(DateTime)
    indirect case date(PythonDate)
    indirect case time(ClockTime)
    indirect case timedelta(TimeDelta)
    indirect case timezone(FixedZone)
    case iterator(IteratorObject)
    case function(FunctionObject)
    indirect case builtin(HostFunction)
    case method(MethodObject)
    indirect case type(TypeObject)
    case exception(ExceptionObject)
    indirect case module(ModuleObject)
    indirect case host(any HostObject)
}

extension Object {
    /// Makes a string.
    package static func string(_ text: String) -> Object { .str(Str(text)) }
    /// Makes an integer.
    package static func integer(_ value: Int) -> Object { .int(BigInt(word: value)) }
    /// Makes a list.
    package static func list(_ items: [Object]) -> Object { .list(ListObject(items)) }
    /// Makes a tuple.
    package static func tuple(_ items: [Object]) -> Object { .tuple(TupleObject(items)) }

    /// The name of the value's type, without its module: `int`, `datetime`, `NoneType`.
    package var typeName: String { type.name }

    /// The type's name in messages about an argument of the wrong type.
    var argumentName: String {
        if case .none = self { "None" } else { type.qualifiedName }
    }

    /// The type, as `type(value)` returns it.
    package var type: TypeObject {
        switch self {
        case .none: .noneType
        case .ellipsis: .named("ellipsis")
        case .notImplemented: .named("NotImplementedType")
        case .bool: .bool
        case .int: .int
        case .float: .float
        case .str: .str
        case .bytes: .bytes
        case .list: .list
        case .tuple: .tuple
        case .dict: .dict
        case .set(let set): set.isFrozen ? .frozenset : .set
        case .range: .range
        case .view(let view): .named(view.part.typeName)
        case .datetime: .datetime
        case .date: .date
        case .time: .time
        case .timedelta: .timedelta
        case .timezone: .timezone
        case .iterator(let iterator): .named(iterator.typeName)
        case .function: .named("function")
        case .builtin: .named("builtin_function_or_method")
        case .method: .named("builtin_function_or_method")
        case .type: .type
        case .exception(let exception): exception.type
        case .module: .named("module")
        case .host(let host): .named(host.typeName)
        }
    }

    /// The value of an integer; `True` and `False` count as 1 and 0, as in arithmetic.
    var asInteger: BigInt? {
        switch self {
        case .int(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }
}
