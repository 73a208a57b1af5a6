/// An exception as a value, such as `KeyError('a')`.
package final class ExceptionObject: Cell {
    let type: TypeObject
    private(set) var arguments: [Object]

    init(_ type: TypeObject, _ arguments: [Object]) {
        self.type = type
        self.arguments = arguments
        super.init()
    }

    override func takeCells() -> [Cell] {
        let cells = arguments.compactMap(\.cell)
        arguments = []
        return cells
    }
}
