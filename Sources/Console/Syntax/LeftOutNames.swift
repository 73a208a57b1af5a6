/// The uses, in one source, of names that the subset leaves out.
struct LeftOutNames: Sendable {
    /// The uses of left-out builtin names, including those that the source binds itself.
    private(set) var uses: [(name: String, position: Position)] = []
    /// The uses of left-out attributes, which no value in the subset has.
    private(set) var attributes: [(name: String, position: Position)] = []
    private(set) var bound: Set<String> = []

    mutating func use(_ name: String, at position: Position) {
        if Builtins.isLeftOut(name) { uses.append((name, position)) }
    }

    mutating func bind(_ name: String) {
        if Builtins.isLeftOut(name) { bound.insert(name) }
    }

    mutating func useAttribute(_ name: String, at position: Position) {
        let isSpecial = Builtins.isSpecial(name) && !["__name__", "__qualname__", "__module__"].contains(name)
        guard isSpecial || Members.isLeftOutEverywhere(name) else { return }
        attributes.append((name, position))
    }

    mutating func add(_ other: LeftOutNames) {
        uses += other.uses
        attributes += other.attributes
        bound.formUnion(other.bound)
    }
}
