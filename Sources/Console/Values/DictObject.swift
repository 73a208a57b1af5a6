/// A Python dict: keeps the order of insertion; `1`, `1.0` and `True` are one key.
public final class DictObject: Cell {
    struct Entry {
        let key: Key
        let name: Object
        var value: Object
    }

    private var entries: [Entry?] = []
    private var places: [Key: Int] = [:]

    public override init() {
        super.init()
    }

    /// - Throws: `PythonException` (TypeError) where a key is not hashable.
    public convenience init(pairs: [(Object, Object)]) throws {
        self.init()
        let meter = Meter()
        for (key, value) in pairs {
            try set(key, to: value, meter: meter)
        }
    }

    /// Asks for room for so many items at once.
    public func reserveCapacity(_ count: Int) {
        entries.reserveCapacity(count)
        places.reserveCapacity(count)
    }

    /// A dict with the same items.
    public func copy() -> DictObject {
        let copy = DictObject()
        copy.entries = entries
        copy.places = places
        return copy
    }

    public var count: Int { places.count }

    /// The items in order of insertion.
    public var pairs: [(key: Object, value: Object)] {
        live.map { ($0.name, $0.value) }
    }

    /// Goes through the items in order of insertion.
    public func visit(_ body: (_ key: Object, _ value: Object) throws -> Void) rethrows {
        for case let entry? in entries { try body(entry.name, entry.value) }
    }

    /// The value kept under a text key; nil where there is none.
    public subscript(name: String) -> Object? {
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
        var cells: [Cell] = []
        for case let entry? in entries {
            if let cell = entry.value.cell { cells.append(cell) }
            if let cell = entry.name.cell { cells.append(cell) }
        }
        removeAll()
        return cells
    }
}

extension DictObject {
    var live: [Entry] { entries.compactMap(\.self) }

    var first: Entry? { entries.lazy.compactMap(\.self).first }
    var last: Entry? { entries.last ?? nil }

    /// How far a position over the entries may run, counting the holes removed keys leave.
    var extent: Int { entries.count }

    func entry(at position: Int) -> Entry? {
        entries.indices.contains(position) ? entries[position] : nil
    }

    func value(of key: Key) -> Object? {
        places[key].flatMap { entries[$0]?.value }
    }

    func get(_ key: Object, meter: Meter) throws -> Object? {
        value(of: try Key(key, meter: meter))
    }

    func set(_ key: Object, to value: Object, meter: Meter) throws {
        set(try Key(key, meter: meter), name: key, to: value)
    }

    /// Keeps the key that came first, as Python does: `{1: 'a', True: 'b'}` is `{1: 'b'}`.
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
        while let last = entries.last, last == nil {
            entries.removeLast()
        }
        if entries.count > 32, entries.count > 4 * places.count {
            compact()
        }
        return value
    }

    func removeAll() {
        entries = []
        places = [:]
    }

    private func compact() {
        entries = live
        for (place, entry) in entries.enumerated() {
            if let entry { places[entry.key] = place }
        }
    }
}
