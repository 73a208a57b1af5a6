/// An iterator: its sources, and a step that returns the next value, or nil at the end.
///
/// The step captures no sources but reads them from here, so that a chain of iterators can be released in a loop.
package final class IteratorObject: Cell {
    typealias Step = (IteratorObject, Interpreter) async throws -> Object?

    let typeName: String
    /// The length of the chain of iterators below this one: advancing a chain costs as much as nested calls.
    let depth: Int
    var sources: [Object]
    var scope: Scope?
    /// The position in a sequence, for iterators over sequences.
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

    /// Returns the next value; nil at the end and from then on.
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
