/// Sibling inlines, in order.
package struct Inlines: Sequence, Sendable {
    let tree: Tree
    let start: Int
    let end: Int

    package struct Iterator: IteratorProtocol {
        let tree: Tree
        var index: Int
        let end: Int

        package mutating func next() -> Inline? {
            guard index < end, !tree.nodes[index].kind.isBlock else { return nil }
            defer { index = Int(tree.nodes[index].next) }
            return Inline(tree: tree, index: index)
        }
    }

    package func makeIterator() -> Iterator { Iterator(tree: tree, index: start, end: end) }

    package var isEmpty: Bool { first { _ in true } == nil }
}
