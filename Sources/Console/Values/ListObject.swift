/// A Python list: shared by everyone who holds it.
package final class ListObject: Cell {
    package var items: [Object]

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
