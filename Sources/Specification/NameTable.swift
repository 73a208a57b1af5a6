/// The things of one kind on a page, by their names.
struct NameTable: Sendable {
    private var indices: [String: Int] = [:]
    /// In the order in which they were added.
    private(set) var names: [String] = []

    init() {}

    /// - Parameter minimumCapacity: how many names there is to be room for.
    init(minimumCapacity: Int) {
        indices.reserveCapacity(minimumCapacity)
        names.reserveCapacity(minimumCapacity)
    }

    /// The index of the first of a name if there is one, else nil once the name is taken.
    mutating func add(_ name: String, index: Int) -> Int? {
        if let first = indices[name] { return first }
        indices[name] = index
        names.append(name)
        return nil
    }

    subscript(name: String) -> Int? { indices[name] }
}
