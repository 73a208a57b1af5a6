/// Sibling blocks, in order.
public struct Blocks: Sequence, Sendable {
    let tree: Tree
    let start: Int
    let end: Int

    public struct Iterator: IteratorProtocol {
        let tree: Tree
        var index: Int
        let end: Int

        public mutating func next() -> Block? {
            guard index < end, tree.nodes[index].kind.isBlock else { return nil }
            defer { index = Int(tree.nodes[index].next) }
            return Block(tree: tree, index: index)
        }
    }

    public func makeIterator() -> Iterator { Iterator(tree: tree, index: start, end: end) }

    public var first: Block? { first { _ in true } }
    public var isEmpty: Bool { first == nil }
}

/// All blocks of a page, in the order in which they begin.
public struct EveryBlock: Sequence, Sendable {
    let tree: Tree

    public struct Iterator: IteratorProtocol {
        let tree: Tree
        var index = 0

        public mutating func next() -> Block? {
            while index < tree.nodes.count {
                defer { index += 1 }
                if tree.nodes[index].kind.isBlock { return Block(tree: tree, index: index) }
            }
            return nil
        }
    }

    public func makeIterator() -> Iterator { Iterator(tree: tree) }
}
