/// A Python set or frozenset. Python leaves the order open; this one keeps the order of insertion.
package final class SetObject: Cell {
    package let isFrozen: Bool
    let members: DictObject

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

    /// - Throws: `PythonException` (TypeError) where an item is not hashable.
    package convenience init(_ items: [Object], frozen: Bool = false) throws {
        self.init(frozen: frozen)
        let meter = Meter()
        for item in items {
            try members.set(item, to: .none, meter: meter)
        }
    }

    package var items: [Object] { members.pairs.map(\.key) }
    package var count: Int { members.count }

    override func takeCells() -> [Cell] {
        members.takeCells()
    }
}
