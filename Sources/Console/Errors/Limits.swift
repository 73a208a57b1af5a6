/// The limits of one run; passing one stops it with a `SourceError` of kind `limit`.
package struct Limits: Sendable {
    /// The most evaluation steps; copying or comparing large values counts as several.
    package var steps: Int
    /// The deepest nesting of calls and values. The nesting of a source is limited to 100 regardless.
    package var depth: Int
    /// The most bytes for a single value; a list item counts as 16.
    package var size: Int

    /// The defaults bound every example of a page.
    package init(steps: Int = 1_000_000, depth: Int = 100, size: Int = 16 << 20) {
        self.steps = steps
        self.depth = depth
        self.size = size
    }
}
