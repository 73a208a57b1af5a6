/// A `lambda` with the scope it closes over.
package final class FunctionObject: Cell {
    let parameters: LambdaParameters
    let body: Expression
    private(set) var defaults: [String: Object]
    private(set) var scope: Scope

    init(parameters: LambdaParameters, body: Expression, defaults: [String: Object], scope: Scope) {
        self.parameters = parameters
        self.body = body
        self.defaults = defaults
        self.scope = scope
        super.init()
    }

    override func takeCells() -> [Cell] {
        let cells: [Cell] = defaults.values.compactMap(\.cell) + [scope]
        defaults = [:]
        scope = Scope(parent: nil)
        return cells
    }
}
