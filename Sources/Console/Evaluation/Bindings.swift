/// The variables of a scope.
///
/// Most sessions bind a handful of names, for which a linear search is faster than hashing one of them.
struct Bindings {
    private var few: [(name: String, value: Object)] = []
    /// All variables, once there are too many for `few`.
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
                // Most sessions bind at most six names.
                if few.isEmpty { few.reserveCapacity(6) }
                few.append((name, newValue))
                if few.count > Self.mostOfFew { spread() }
            }
        }
    }

    /// Removes a variable and returns its value.
    mutating func removeValue(forKey name: String) -> Object? {
        let value = self[name]
        self[name] = nil
        return value
    }

    /// The values that may hold other objects.
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
