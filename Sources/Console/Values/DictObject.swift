/// A Python dict: keeps the order of insertion; `1`, `1.0` and `True` are one key.
package final class DictObject: Cell {
    struct Entry {
        let key: Key
        let name: Object
        var value: Object
    }

    // Apart from each other, so that dicts with the same keys share them: only a dict's values are its own. That no two
    // accesses overlap can be seen here, since none of them is handed out: checking it anew each time takes longer than
    // most of them.
    /// In order of insertion; nil where a key was removed, with None as its name and its value.
    @exclusivity(unchecked) private var keys: [Key?] = []
    @exclusivity(unchecked) private var names: [Object] = []
    @exclusivity(unchecked) private var values: [Object] = []
    /// Where each key's entry is; nil as long as there are few, which are looked at one by one.
    @exclusivity(unchecked) private var places: [Key: Int]?
    @exclusivity(unchecked) package private(set) var count = 0
    /// Whether any name may hold other objects, as a tuple can.
    @exclusivity(unchecked) private var hasNestedNames = false

    /// A record's keys are still few.
    private static let few = 32

    package override init() {
        super.init()
    }

    /// - Throws: `PythonException` (TypeError) where a key is not hashable.
    package convenience init(pairs: [(Object, Object)]) throws {
        self.init()
        let meter = Meter()
        for (key, value) in pairs {
            try set(key, to: value, meter: meter)
        }
    }

    /// Asks for room for so many items at once.
    package func reserveCapacity(_ count: Int) {
        keys.reserveCapacity(count)
        names.reserveCapacity(count)
        values.reserveCapacity(count)
    }

    /// A dict with the same items.
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

    /// A dict with the keys of another, from which none was removed, and values of its own in the order of those keys;
    /// None where there are fewer.
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

    /// Whether the keys are those of another dict, in the same order.
    ///
    /// Takes no time where they are shared.
    package func hasKeys(of other: DictObject) -> Bool { keys == other.keys }

    /// Puts another value under a key that is there.
    ///
    /// - Returns: whether it is.
    package func replace(_ name: String, with value: Object) -> Bool {
        // Without making a key, which takes longer than to look for it.
        let place = keys.firstIndex { if case .str(let text)? = $0 { text.isEqual(to: name) } else { false } }
        guard let place else { return false }
        values[place] = value
        return true
    }

    /// The items in order of insertion.
    package var pairs: [(key: Object, value: Object)] {
        live.map { ($0.name, $0.value) }
    }

    /// Goes through the items in order of insertion.
    package func visit(_ body: (_ key: Object, _ value: Object) throws -> Void) rethrows {
        for place in keys.indices where keys[place] != nil { try body(names[place], values[place]) }
    }

    /// The values in order of insertion. Takes no time where no key was removed.
    package var liveValues: [Object] { keys.count == count ? values : live.map(\.value) }

    /// The value kept under a text key; nil where there is none.
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

    /// How far a position over the entries may run, counting the holes removed keys leave.
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

    /// Keeps the key that came first, as Python does: `{1: 'a', True: 'b'}` is `{1: 'b'}`.
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
