/// A Python dict: keeps insertion order; `1`, `1.0` and `True` are the same key.
package final class DictObject: Cell {
    struct Entry {
        let key: Key
        let name: Object
        var value: Object
    }

    /// In order of insertion; nil where a key was removed.
    private var entries: [Entry?] = []
    /// The index of each key's entry.
    private var places: [Key: Int] = [:]

    package var count: Int { places.count }

    /// Makes an empty dict.
    package override init() {
        super.init()
    }

    /// Makes an empty dict that has room for so many items.
    package init(capacity: Int) {
        super.init()
        entries.reserveCapacity(capacity)
        places.reserveCapacity(capacity)
    }

    /// - Throws: `PythonException` (TypeError) if a key is not hashable.
    package convenience init(pairs: [(Object, Object)]) throws {
        self.init()
        let meter = Meter()
        for (key, value) in pairs {
            try set(key, to: value, meter: meter)
        }
    }

    /// A dict with the same items.
    package func copy() -> DictObject {
        let copy = DictObject()
        copy.entries = entries
        copy.places = places
        return copy
    }

    /// The items in order of insertion.
    package var pairs: [(key: Object, value: Object)] {
        live.map { ($0.name, $0.value) }
    }

    /// Calls `body` with each item in insertion order.
    package func visit(_ body: (_ key: Object, _ value: Object) throws -> Void) rethrows {
        for entry in live { try body(entry.name, entry.value) }
    }

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
        let cells = live.flatMap { [$0.name.cell, $0.value.cell].compactMap(\.self) }
        removeAll()
        return cells
    }
}

extension DictObject {
    var live: [Entry] { entries.compactMap(\.self) }

    var first: Entry? { entries.lazy.compactMap(\.self).first }
    var last: Entry? { entry(at: entries.count - 1) }

    /// How far a position over the entries may run, counting the holes removed keys leave.
    var extent: Int { entries.count }

    func entry(at position: Int) -> Entry? { entries.indices.contains(position) ? entries[position] : nil }

    func value(of key: Key) -> Object? { places[key].flatMap { entries[$0]?.value } }

    func get(_ key: Object, meter: Meter) throws -> Object? {
        value(of: try Key(key, meter: meter))
    }

    func set(_ key: Object, to value: Object, meter: Meter) throws {
        set(try Key(key, meter: meter), name: key, to: value)
    }

    /// Sets a value; an equal existing key stays, as in Python: `{1: 'a', True: 'b'}` is `{1: 'b'}`.
    func set(_ key: Key, name: Object, to value: Object) {
        if let place = places[key] {
            entries[place]?.value = value
        } else {
            places[key] = entries.count
            entries.append(Entry(key: key, name: name, value: value))
        }
    }

    @discardableResult
    func remove(_ key: Key) -> Object? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        let value = entries[place]?.value
        entries[place] = nil
        while case .some(.none) = entries.last { entries.removeLast() }
        if entries.count > 32, entries.count > 4 * count { closeHoles() }
        return value
    }

    func removeAll() {
        entries = []
        places = [:]
    }

    private func closeHoles() {
        entries = live
        for (place, entry) in live.enumerated() { places[entry.key] = place }
    }
}
