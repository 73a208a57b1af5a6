/// A Python tuple. Its items cannot be replaced, but the objects they refer to may change.
package final class TupleObject: Cell {
    /// The items.
    package private(set) var items: [Object]

    /// Makes a tuple.
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
