/// A Python dict: keeps the order of insertion; `1`, `1.0` and `True` are one key.
public final class DictObject: Cell {
    struct Entry {
        let key: Key
        let name: Object
        var value: Object
    }

    private var entries: [Entry?] = []
    /// Where each key's entry is; nil as long as there are few, which are looked at one by one.
    private var places: [Key: Int]?
    public private(set) var count = 0

    /// A record's keys are still few.
    private static let few = 32

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
    }

    /// A dict with the same items.
    public func copy() -> DictObject {
        let copy = DictObject()
        copy.entries = entries
        copy.places = places
        copy.count = count
        return copy
    }

    /// A dict with the keys of another, which has no holes, and values of its own in the order of those keys.
    public convenience init(keysOf other: DictObject, values: [Object]) {
        self.init()
        entries = zip(other.entries, values).map { entry, value in
            entry.map { Entry(key: $0.key, name: $0.name, value: value) }
        }
        places = other.places
        count = entries.count
    }

    /// Whether the keys are those of another dict, in the same order.
    public func hasKeys(of other: DictObject) -> Bool {
        count == other.count && entries.count == other.entries.count
            && entries.indices.allSatisfy { entries[$0]?.key == other.entries[$0]?.key }
    }

    /// Puts another value under a key that is there.
    ///
    /// - Returns: whether it is.
    public func replace(_ name: String, with value: Object) -> Bool {
        guard let place = place(of: .str(Str(name))) else { return false }
        entries[place]?.value = value
        return true
    }

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
        // By place, so that no entry is copied only to be looked at.
        for place in entries.indices {
            if let cell = entries[place]?.value.cell { cells.append(cell) }
            if let cell = entries[place]?.name.cell { cells.append(cell) }
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
        place(of: key).flatMap { entries[$0]?.value }
    }

    func get(_ key: Object, meter: Meter) throws -> Object? {
        value(of: try Key(key, meter: meter))
    }

    func set(_ key: Object, to value: Object, meter: Meter) throws {
        set(try Key(key, meter: meter), name: key, to: value)
    }

    /// Keeps the key that came first, as Python does: `{1: 'a', True: 'b'}` is `{1: 'b'}`.
    func set(_ key: Key, name: Object, to value: Object) {
        if let place = place(of: key) {
            entries[place]?.value = value
            return
        }
        count += 1
        places?[key] = entries.count
        entries.append(Entry(key: key, name: name, value: value))
        if places == nil, entries.count > Self.few { indexEntries() }
    }

    @discardableResult
    func remove(_ key: Key) -> Object? {
        guard let place = place(of: key) else { return nil }
        places?[key] = nil
        count -= 1
        let value = entries[place]?.value
        entries[place] = nil
        while let last = entries.last, last == nil {
            entries.removeLast()
        }
        if entries.count > Self.few, entries.count > 4 * count {
            entries = live
            indexEntries()
        }
        return value
    }

    func removeAll() {
        entries = []
        places = nil
        count = 0
    }

    private func place(of key: Key) -> Int? {
        if let places { return places[key] }
        guard case .str(let text) = key else { return entries.firstIndex { $0?.key == key } }
        return entries.firstIndex { if case .str(text)? = $0?.key { true } else { false } }
    }

    private func indexEntries() {
        var places: [Key: Int] = [:]
        places.reserveCapacity(entries.count)
        for (place, entry) in entries.enumerated() {
            if let entry { places[entry.key] = place }
        }
        self.places = places
    }
}
