import OrderedCollections

/// Named values in the order they were first set: a record, a part of one, or a query.
///
/// Two documents are equal when they hold equal values under the same names; order does not matter. Names are compared
/// code point by code point.
public struct Document: Sendable {
    private var fields: OrderedDictionary<ExactText, Value>

    public init() { fields = [:] }

    /// Of two values under one name, the later wins and keeps the earlier one's place.
    public init(_ pairs: [(String, Value)]) {
        // Most documents that travel are records with all keys in the usual order: those need not be looked up.
        let record = TaskRecord.blank.fields
        if pairs.count == record.count, record.keys.indices.allSatisfy({ record.keys[$0] == ExactText(pairs[$0].0) }) {
            fields = record
            Self.put(pairs.lazy.map(\.1), into: &fields.values)
            return
        }
        fields = OrderedDictionary(minimumCapacity: pairs.count)
        for (name, value) in pairs { fields[ExactText(name)] = value }
    }

    /// Values under the names of another document, in the order of those names, which are then not looked up one by one.
    /// Where there are fewer values than names, the other document's are kept for the rest.
    package init(namesOf other: Document, values: [Value]) {
        fields = other.fields
        Self.put(values, into: &fields.values)
    }

    private static func put(
        _ values: some Collection<Value>, into held: inout OrderedDictionary<ExactText, Value>.Values
    ) {
        held.withUnsafeMutableBufferPointer { held in
            for (index, value) in zip(held.indices, values) { held[index] = value }
        }
    }

    /// Whether the names are those of another document, in the same order.
    ///
    /// Takes no time where they are shared.
    package func hasNames(of other: Document) -> Bool { fields.keys.elements == other.fields.keys.elements }

    /// The value under a name, which most documents that are asked have at one and the same place: there it is found
    /// without being looked up.
    func value(named name: String, usuallyAt place: Int) -> Value? {
        if place < count, fields.keys[place] == ExactText(name) { return fields.elements[place].value }
        return self[name]
    }

    public var count: Int { fields.count }
    public var isEmpty: Bool { fields.isEmpty }

    /// The values, in the order of their names.
    package var values: [Value] { fields.values.elements }

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

    /// The document with every value of another one set.
    package func merging(_ other: Document) -> Document {
        var merged = self
        merged.merge(other)
        return merged
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
