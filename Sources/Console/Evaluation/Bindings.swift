/// What names stand for.
///
/// A session binds a handful of names: as long as they are few, they are looked at one by one, which takes less time than
/// to hash one of them.
struct Bindings {
    private var few: [(name: String, value: Object)] = []
    /// All of them, once they are more.
    private var many: [String: Object] = [:]

    private static let mostOfFew = 12

    subscript(name: String) -> Object? {
        get {
            guard many.isEmpty else { return many[name] }
            return place(of: name).map { few[$0].value }
        }
        set {
            if !many.isEmpty {
                many[name] = newValue
            } else if let place = place(of: name) {
                if let newValue { few[place].value = newValue } else { few.remove(at: place) }
            } else if let newValue {
                // As many as most sessions have.
                if few.isEmpty { few.reserveCapacity(6) }
                few.append((name, newValue))
                if few.count > Self.mostOfFew { spread() }
            }
        }
    }

    /// What a name stood for until now.
    mutating func removeValue(forKey name: String) -> Object? {
        let value = self[name]
        self[name] = nil
        return value
    }

    /// The values that may hold others.
    var cells: [Cell] {
        var cells: [Cell] = []
        for (_, value) in few {
            if let cell = value.cell { cells.append(cell) }
        }
        for value in many.values {
            if let cell = value.cell { cells.append(cell) }
        }
        return cells
    }

    private func place(of name: String) -> Int? { few.firstIndex { $0.name == name } }

    private mutating func spread() {
        many = Dictionary(few.map { ($0.name, $0.value) }) { _, last in last }
        few = []
    }
}
