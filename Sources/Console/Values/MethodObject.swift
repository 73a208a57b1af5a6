/// A bound method that has not been called yet: `'a'.upper`, `str.upper`, `datetime.now`.
package final class MethodObject: Cell {
    private(set) var receiver: Object
    let name: String

    init(_ receiver: Object, _ name: String) {
        self.receiver = receiver
        self.name = name
        super.init()
    }

    override func takeCells() -> [Cell] {
        let cells = [receiver].compactMap(\.cell)
        receiver = .none
        return cells
    }
}
