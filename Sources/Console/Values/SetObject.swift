/// A Python set or frozenset. Python leaves the order open; this one keeps insertion order.
package final class SetObject: Cell {
    /// Whether this is a frozenset.
    package let isFrozen: Bool
    let members: DictObject

    /// Makes an empty set.
    package init(frozen: Bool = false) {
        isFrozen = frozen
        members = DictObject()
        super.init()
    }

    init(_ members: DictObject, frozen: Bool) {
        isFrozen = frozen
        self.members = members
        super.init()
    }

    /// - Throws: `PythonException` (TypeError) if an item is not hashable.
    package convenience init(_ items: [Object], frozen: Bool = false) throws {
        self.init(frozen: frozen)
        let meter = Meter()
        for item in items {
            try members.set(item, to: .none, meter: meter)
        }
    }

    /// The members in insertion order.
    package var items: [Object] { members.pairs.map(\.key) }
    /// The number of members.
    package var count: Int { members.count }

    override func takeCells() -> [Cell] {
        members.takeCells()
    }
}
