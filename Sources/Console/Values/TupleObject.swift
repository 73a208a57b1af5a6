/// A Python tuple. Its items do not change; what they refer to may.
public final class TupleObject: Cell {
    public private(set) var items: [Object]

    public init(_ items: [Object] = []) {
        self.items = items
        super.init()
    }

    override func takeCells() -> [Cell] {
        let cells = items.compactMap(\.cell)
        items = []
        return cells
    }
}
