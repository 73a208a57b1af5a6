/// What a source does with names that Python has built in and the subset leaves out.
struct LeftOutNames: Sendable {
    /// Where such names stand, those that the source binds itself among them.
    private(set) var uses: [(name: String, position: Position)] = []
    /// Where such attributes stand: whatever has them, the subset has not.
    private(set) var attributes: [(name: String, position: Position)] = []
    private(set) var bound: Set<String> = []

    mutating func use(_ name: String, at position: Position) {
        if Builtins.isLeftOut(name) { uses.append((name, position)) }
    }

    mutating func bind(_ name: String) {
        if Builtins.isLeftOut(name) { bound.insert(name) }
    }

    mutating func useAttribute(_ name: String, at position: Position) {
        guard Builtins.isSpecial(name), !["__name__", "__qualname__", "__module__"].contains(name) else { return }
        attributes.append((name, position))
    }

    mutating func add(_ other: LeftOutNames) {
        uses += other.uses
        attributes += other.attributes
        bound.formUnion(other.bound)
    }
}
