/// A Python list: shared by everyone who holds it.
public final class ListObject: Cell {
    public var items: [Object]

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
