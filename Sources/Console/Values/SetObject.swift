/// A Python set or frozenset. Python leaves the order open; this one keeps the order of insertion.
public final class SetObject: Cell {
    public let isFrozen: Bool
    let members: DictObject

    public init(frozen: Bool = false) {
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
    public convenience init(_ items: [Object], frozen: Bool = false) throws {
        self.init(frozen: frozen)
        let meter = Meter()
        for item in items {
            try members.set(item, to: .none, meter: meter)
        }
    }

    public var items: [Object] { members.pairs.map(\.key) }
    public var count: Int { members.count }

    override func takeCells() -> [Cell] {
        members.takeCells()
    }
}
