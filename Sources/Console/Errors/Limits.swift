/// What one example may use up before it is stopped with a `SourceError` of kind `limit`.
package struct Limits: Sendable {
    /// Evaluation steps; copying and comparing large values counts as many.
    package var steps: Int
    /// How deep calls and values may nest. Sources may nest to 100 whatever is set here.
    package var depth: Int
    /// Bytes a single value may take, where a list item counts 16.
    package var size: Int

    package init(steps: Int = 1_000_000, depth: Int = 200, size: Int = 16 << 20) {
        self.steps = steps
        self.depth = depth
        self.size = size
    }
}
