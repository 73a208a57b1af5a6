import OrderedCollections

/// Named values in the order they were first set: a record, a part of one, or a query.
///
/// Two documents are equal when they hold equal values under the same names; order does not matter. Names are compared
/// code point by code point.
public struct Document: Sendable {
    private(set) var keys: SharedKeys
    /// The values, in the order of their names.
    package private(set) var values: [Value]

    /// Makes an empty document.
    public init() {
        keys = .empty
        values = []
    }

    /// Of two values under one name, the later wins and keeps the earlier one's place.
    public init(_ pairs: [(String, Value)]) {
        self.init(SharedKeys(pairs.lazy.map { ExactText($0.0) }), [])
        if keys.count == pairs.count {
            values = pairs.map(\.1)
        } else {
            values = Array(repeating: .null, count: keys.count)
            for (name, value) in pairs { self[name] = value }
        }
    }

    /// As many values as there are names, in the same order.
    init(_ keys: SharedKeys, _ values: [Value]) {
        self.keys = keys
        self.values = values
    }

    /// The number of names.
    public var count: Int { values.count }
    /// Whether there are no names.
    public var isEmpty: Bool { values.isEmpty }

    /// The names, in order.
    public var names: [String] { keys.names.map(\.string) }

    /// The value under a name, or nil where there is none; `.null` is a value. Setting nil removes the name.
    public subscript(name: String) -> Value? {
        get { self[ExactText(name)] }
        set { self[ExactText(name)] = newValue }
    }

    subscript(name: ExactText) -> Value? {
        get { keys.index(of: name).map { values[$0] } }
        set {
            switch (keys.index(of: name), newValue) {
            case (let index?, let value?): values[index] = value
            case (let index?, nil):
                keys.remove(at: index)
                values.remove(at: index)
            case (nil, let value?):
                keys.append(name)
                values.append(value)
            case (nil, nil): break
            }
        }
    }

    /// Asks for room for so many values at once.
    public mutating func reserveCapacity(_ count: Int) {
        keys.reserveCapacity(count)
        values.reserveCapacity(count)
    }

    /// Sets every value of another document, each one replaced whole.
    public mutating func merge(_ other: Document) {
        let countBefore = count
        for (name, value) in zip(other.keys.names, other.values) { self[name] = value }
        if count > countBefore { keys.share() }
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
        left.count == right.count && zip(left.keys.names, left.values).allSatisfy { right[$0] == $1 }
    }
}

extension Document: Sequence {
    public struct Iterator: IteratorProtocol {
        fileprivate var fields: Zip2Sequence<OrderedSet<ExactText>, [Value]>.Iterator

        public mutating func next() -> (name: String, value: Value)? {
            fields.next().map { (name: $0.0.string, value: $0.1) }
        }
    }

    public func makeIterator() -> Iterator { Iterator(fields: zip(keys.names, values).makeIterator()) }

    public var underestimatedCount: Int { count }
}

extension Document: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
