/// An object that may hold other objects.
///
/// Swift releases a chain of objects recursively, which overflows the stack if the chain is long. A cell therefore
/// releases the objects that only it holds in a loop.
package class Cell {
    init() {}

    /// Removes and returns the cells that this cell holds.
    func takeCells() -> [Cell] { [] }

    deinit {
        var pending = takeCells()
        while var cell = pending.popLast() {
            if isKnownUniquelyReferenced(&cell) {
                pending.append(contentsOf: cell.takeCells())
            }
        }
    }
}

extension Object {
    /// The cell behind this value; nil if values of its type hold no objects.
    package var cell: Cell? {
        switch self {
        case .list(let cell): cell
        case .tuple(let cell): cell
        case .dict(let cell): cell
        case .set(let cell): cell
        case .iterator(let cell): cell
        case .function(let cell): cell
        case .method(let cell): cell
        case .exception(let cell): cell
        case .view(let cell): cell
        default: nil
        }
    }
}
