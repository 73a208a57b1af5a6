/// A heap object that may hold others.
///
/// Swift releases a chain of objects by recursion, which a long chain turns into a stack overflow. A cell that dies
/// takes its sole-owned descendants apart one after another instead.
package class Cell {
    init() {}

    /// Gives up what this cell holds, leaving it empty.
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
    /// The heap object behind this value, if it is one that may hold others.
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
