import OrderedCollections

/// Named values in the order they were first set: a record, a part of one, or a query.
///
/// Two documents are equal when they hold equal values under the same names; order does not matter. Names are compared
/// code point by code point.
public struct Document: Sendable {
    private var fields: OrderedDictionary<ExactText, Value>

    public init() { fields = [:] }

    /// Of two values under one name, the later wins and keeps the earlier one's place.
    public init(_ pairs: some Sequence<(String, Value)>) {
        fields = OrderedDictionary(minimumCapacity: pairs.underestimatedCount)
        for (name, value) in pairs { fields[ExactText(name)] = value }
    }

    public var count: Int { fields.count }
    public var isEmpty: Bool { fields.isEmpty }

    /// The names, in order.
    public var names: [String] { fields.keys.map(\.string) }

    /// The value under a name, or nil where there is none; `.null` is a value. Setting nil removes the name.
    public subscript(name: String) -> Value? {
        get { fields[ExactText(name)] }
        set { fields[ExactText(name)] = newValue }
    }

    /// Asks for room for so many values at once.
    public mutating func reserveCapacity(_ count: Int) { fields.reserveCapacity(count) }

    /// Sets every value of another document, each one replaced whole.
    public mutating func merge(_ other: Document) {
        for (name, value) in other.fields { fields[name] = value }
    }
}

extension Document: Equatable {
    public static func == (left: Document, right: Document) -> Bool {
        left.count == right.count && left.fields.allSatisfy { right.fields[$0] == $1 }
    }
}

extension Document: Sequence {
    public struct Iterator: IteratorProtocol {
        fileprivate var fields: OrderedDictionary<ExactText, Value>.Iterator

        public mutating func next() -> (name: String, value: Value)? {
            fields.next().map { (name: $0.key.string, value: $0.value) }
        }
    }

    public func makeIterator() -> Iterator { Iterator(fields: fields.makeIterator()) }

    public var underestimatedCount: Int { fields.count }
}

extension Document: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
