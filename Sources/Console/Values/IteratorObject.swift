/// An iterator: its sources, and a step that produces the next value or nil at the end.
///
/// The step reads its sources from here and captures none, so that a chain of iterators can be taken apart in a loop.
package final class IteratorObject: Cell {
    typealias Step = (IteratorObject, Interpreter) async throws -> Object?

    let typeName: String
    /// How many iterators deep this one is: a chain is as costly to advance as a nested call.
    let depth: Int
    var sources: [Object]
    var scope: Scope?
    /// The position of iterators over a sequence.
    var position = 0
    private var step: Step?

    init(_ typeName: String, sources: [Object] = [], scope: Scope? = nil, step: @escaping Step) {
        self.typeName = typeName
        self.sources = sources
        self.scope = scope
        self.step = step
        depth = 1 + (sources.map { if case .iterator(let source) = $0 { source.depth } else { 0 } }.max() ?? 0)
        super.init()
    }

    /// The next value; nil at the end and ever after.
    func next(_ interpreter: Interpreter) async throws -> Object? {
        guard let step else { return nil }
        try interpreter.meter.charge(1)
        do {
            if let value = try await step(self, interpreter) { return value }
        } catch {
            finish()
            throw error
        }
        finish()
        return nil
    }

    private func finish() {
        step = nil
        sources = []
        scope = nil
    }

    override func takeCells() -> [Cell] {
        let cells: [Cell] = sources.compactMap(\.cell) + [scope].compactMap(\.self)
        sources = []
        scope = nil
        return cells
    }
}
