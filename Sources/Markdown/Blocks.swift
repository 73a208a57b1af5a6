/// Sibling blocks, in order.
package struct Blocks: Sequence, Sendable {
    let tree: Tree
    let start: Int
    let end: Int

    package struct Iterator: IteratorProtocol {
        let tree: Tree
        var index: Int
        let end: Int

        package mutating func next() -> Block? {
            guard index < end, tree.nodes[index].kind.isBlock else { return nil }
            defer { index = Int(tree.nodes[index].next) }
            return Block(tree: tree, index: index)
        }
    }

    package func makeIterator() -> Iterator { Iterator(tree: tree, index: start, end: end) }

    package var first: Block? { first { _ in true } }
    package var isEmpty: Bool { first == nil }
}

/// All blocks of a page, nested ones included, in document order.
package struct EveryBlock: Sequence, Sendable {
    let tree: Tree

    package struct Iterator: IteratorProtocol {
        let tree: Tree
        var index = 0

        package mutating func next() -> Block? {
            while index < tree.nodes.count {
                defer { index += 1 }
                if tree.nodes[index].kind.isBlock { return Block(tree: tree, index: index) }
            }
            return nil
        }
    }

    package func makeIterator() -> Iterator { Iterator(tree: tree) }
}
