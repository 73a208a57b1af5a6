/// A Python tuple. Its items do not change; what they refer to may.
package final class TupleObject: Cell {
    package private(set) var items: [Object]

    package init(_ items: [Object] = []) {
        self.items = items
        super.init()
    }

    override func takeCells() -> [Cell] {
        let cells = items.compactMap(\.cell)
        items = []
        return cells
    }
}
