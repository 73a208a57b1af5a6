/// A value a task record can hold, and a query can compare with.
///
/// Equality is strict: `.integer(1)`, `.double(1)` and `.bool(true)` are three different values, and text is compared
/// code point by code point. ``Value/matches(_:)`` is the looser comparison that queries use.
public enum Value: Sendable {
    /// Python's `None`, JSON's `null`.
    case null
    /// `True` or `False`; never equal to a number.
    case bool(Bool)
    /// A signed 64-bit integer.
    case integer(Int)
    /// An IEEE 754 double.
    case double(Double)
    /// Unicode text; never normalised.
    case text(String)
    /// Raw bytes: the type of a buffer.
    case bytes([UInt8])
    /// A point in time.
    case instant(Instant)
    /// Values in order.
    case list([Value])
    /// Named values.
    case document(Document)
}

extension Value: Equatable {
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.double(let left), .double(let right)): left == right || (left.isNaN && right.isNaN)
        case (.text(let left), .text(let right)): ExactText(left) == ExactText(right)
        case (.bytes(let left), .bytes(let right)): left == right
        case (.instant(let left), .instant(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.document(let left), .document(let right)): left == right
        default: false
        }
    }
}

extension Value {
    /// The name of the value's type in messages: that of Python.
    package var typeName: String {
        switch self {
        case .null: "None"
        case .bool: "bool"
        case .integer: "int"
        case .double: "float"
        case .text: "str"
        case .bytes: "bytes"
        case .instant: "datetime"
        case .list: "list"
        case .document: "dict"
        }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, Value)...) { self = .document(Document(elements)) }
}
