/// A method that has been looked up and not yet called: `'a'.upper`, `str.upper`, `datetime.now`.
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
