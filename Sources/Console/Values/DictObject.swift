/// A Python dict: keeps insertion order; `1`, `1.0` and `True` are the same key.
package final class DictObject: Cell {
    struct Entry {
        let key: Key
        let name: Object
        var value: Object
    }

    // Separate arrays, so that dicts with the same keys share them; only the values are a dict's own. Exclusivity
    // checks are off: no access leaves this file, so none overlap, and a check would cost more than most accesses.
    /// In insertion order; nil for a removed key, whose name and value are then None.
    @exclusivity(unchecked) private var keys: [Key?] = []
    @exclusivity(unchecked) private var names: [Object] = []
    @exclusivity(unchecked) private var values: [Object] = []
    /// The index of each key's entry; nil for a small dict, which is searched linearly.
    @exclusivity(unchecked) private var places: [Key: Int]?
    @exclusivity(unchecked) package private(set) var count = 0
    /// Whether any key object may hold other objects, as a tuple can.
    @exclusivity(unchecked) private var hasNestedNames = false

    /// The size up to which a dict is searched linearly; a record is smaller.
    private static let few = 32

    /// Makes an empty dict.
    package override init() {
        super.init()
    }

    /// - Throws: `PythonException` (TypeError) if a key is not hashable.
    package convenience init(pairs: [(Object, Object)]) throws {
        self.init()
        let meter = Meter()
        for (key, value) in pairs {
            try set(key, to: value, meter: meter)
        }
    }

    /// Reserves memory for `count` items.
    package func reserveCapacity(_ count: Int) {
        keys.reserveCapacity(count)
        names.reserveCapacity(count)
        values.reserveCapacity(count)
    }

    /// Returns a dict with the same items.
    package func copy() -> DictObject {
        let copy = DictObject()
        copy.keys = keys
        copy.names = names
        copy.values = values
        copy.places = places
        copy.count = count
        copy.hasNestedNames = hasNestedNames
        return copy
    }

    /// Makes a dict with the keys of another, none of which may have been removed, and values in the order of the keys.
    ///
    /// Missing values are None.
    package convenience init(keysOf other: DictObject, values: [Object]) {
        self.init()
        keys = other.keys
        names = other.names
        places = other.places
        count = other.count
        hasNestedNames = other.hasNestedNames
        self.values = Array(values.prefix(keys.count))
        self.values += repeatElement(.none, count: keys.count - self.values.count)
    }

    /// Whether the keys are those of another dict, in the same order. Constant time if the dicts share their keys.
    package func hasKeys(of other: DictObject) -> Bool { keys == other.keys }

    /// Replaces the value of an existing key.
    ///
    /// - Returns: Whether the key exists.
    package func replace(_ name: String, with value: Object) -> Bool {
        // Comparing is faster here than making a key for a lookup.
        let place = keys.firstIndex { if case .str(let text)? = $0 { text.isEqual(to: name) } else { false } }
        guard let place else { return false }
        values[place] = value
        return true
    }

    /// The items in insertion order.
    package var pairs: [(key: Object, value: Object)] {
        live.map { ($0.name, $0.value) }
    }

    /// Calls `body` with each item in insertion order.
    package func visit(_ body: (_ key: Object, _ value: Object) throws -> Void) rethrows {
        for place in keys.indices where keys[place] != nil { try body(names[place], values[place]) }
    }

    /// The values in insertion order. Constant time if no key was removed.
    package var liveValues: [Object] { keys.count == count ? values : live.map(\.value) }

    /// The value of a string key; nil if the key is absent.
    package subscript(name: String) -> Object? {
        get { value(of: .str(Str(name))) }
        set {
            let text = Str(name)
            if let newValue {
                set(.str(text), name: .str(text), to: newValue)
            } else {
                remove(.str(text))
            }
        }
    }

    override func takeCells() -> [Cell] {
        var cells = values.compactMap(\.cell)
        if hasNestedNames { cells += names.compactMap(\.cell) }
        removeAll()
        return cells
    }
}

extension DictObject {
    var live: [Entry] { keys.indices.compactMap(entry) }

    var first: Entry? { keys.indices.lazy.compactMap(self.entry).first }
    var last: Entry? { entry(at: keys.count - 1) }

    /// The number of positions of entries, including those of removed keys.
    var extent: Int { keys.count }

    func entry(at position: Int) -> Entry? {
        guard keys.indices.contains(position), let key = keys[position] else { return nil }
        return Entry(key: key, name: names[position], value: values[position])
    }

    func value(of key: Key) -> Object? { place(of: key).map { values[$0] } }

    func get(_ key: Object, meter: Meter) throws -> Object? {
        value(of: try Key(key, meter: meter))
    }

    func set(_ key: Object, to value: Object, meter: Meter) throws {
        set(try Key(key, meter: meter), name: key, to: value)
    }

    /// Sets a value; an equal existing key stays, as in Python: `{1: 'a', True: 'b'}` is `{1: 'b'}`.
    func set(_ key: Key, name: Object, to value: Object) {
        if let place = place(of: key) {
            values[place] = value
            return
        }
        count += 1
        if name.cell != nil { hasNestedNames = true }
        places?[key] = keys.count
        keys.append(key)
        names.append(name)
        values.append(value)
        if places == nil, keys.count > Self.few { indexEntries() }
    }

    @discardableResult
    func remove(_ key: Key) -> Object? {
        guard let place = place(of: key) else { return nil }
        places?[key] = nil
        count -= 1
        let value = values[place]
        (keys[place], names[place], values[place]) = (nil, .none, .none)
        while let last = keys.last, last == nil {
            keys.removeLast()
            names.removeLast()
            values.removeLast()
        }
        if keys.count > Self.few, keys.count > 4 * count { closeHoles() }
        return value
    }

    func removeAll() {
        (keys, names, values) = ([], [], [])
        places = nil
        count = 0
    }

    private func place(of key: Key) -> Int? {
        if let places { return places[key] }
        guard case .str(let text) = key else { return keys.firstIndex(of: key) }
        return keys.firstIndex { if case .str(text)? = $0 { true } else { false } }
    }

    private func closeHoles() {
        let kept = live
        (keys, names, values) = (kept.map(\.key), kept.map(\.name), kept.map(\.value))
        indexEntries()
    }

    private func indexEntries() {
        var places: [Key: Int] = [:]
        places.reserveCapacity(keys.count)
        for (place, key) in keys.enumerated() {
            if let key { places[key] = place }
        }
        self.places = places
    }
}
