/// The variables of a function call, a comprehension or a session.
final class Scope: Cell {
    var variables: [String: Object] = [:]
    private(set) var parent: Scope?
    /// Whether this is a comprehension's scope; a walrus assignment in it binds in the enclosing scope.
    let isComprehension: Bool

    init(parent: Scope?, isComprehension: Bool = false) {
        self.parent = parent
        self.isComprehension = isComprehension
        super.init()
    }

    func lookup(_ name: String) -> Object? {
        var scope: Scope? = self
        while let current = scope {
            if let value = current.variables[name] { return value }
            scope = current.parent
        }
        return nil
    }

    var walrusScope: Scope {
        var scope = self
        while scope.isComprehension, let parent = scope.parent { scope = parent }
        return scope
    }

    override func takeCells() -> [Cell] {
        var cells = variables.values.compactMap(\.cell)
        if let parent { cells.append(parent) }
        variables = [:]
        parent = nil
        return cells
    }
}
