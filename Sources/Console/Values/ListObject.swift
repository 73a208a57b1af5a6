/// A Python list, shared by all its holders.
package final class ListObject: Cell {
    /// The items.
    package var items: [Object]

    /// Makes a list.
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
