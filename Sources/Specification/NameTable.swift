/// The rules, cases or setups of a page, by name.
struct NameTable: Sendable {
    private var indices: [String: Int] = [:]
    /// In insertion order.
    private(set) var names: [String] = []

    /// Adds a name. Returns nil, or the index of the first item of that name if there is one.
    mutating func add(_ name: String, index: Int) -> Int? {
        if let first = indices[name] { return first }
        indices[name] = index
        names.append(name)
        return nil
    }

    subscript(name: String) -> Int? { indices[name] }
}
