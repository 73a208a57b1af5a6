import Diagnostics

/// A page's nodes and strings in two flat arrays: compact, and freed without recursion however deep the page nests.
final class Tree: Sendable {
    let source: SourceText
    let nodes: [Node]
    /// The concatenated strings of all nodes, in UTF-8.
    let strings: [UInt8]
    let diagnostics: [Diagnostic]

    init(source: SourceText, nodes: [Node], strings: [UInt8], depthError: Diagnostic?) {
        self.source = source
        self.nodes = nodes
        self.strings = strings
        diagnostics = (source.diagnostics + (depthError.map { [$0] } ?? [])).sorted()
    }

    func literalRange(of node: Node) -> Range<Int> {
        Int(node.stringStart)..<Int(node.stringStart) + Int(node.stringCount)
    }

    func literal(of node: Node) -> String {
        String(decoding: strings[literalRange(of: node)], as: UTF8.self)
    }

    func extra(of node: Node) -> String {
        let start = literalRange(of: node).upperBound
        return String(decoding: strings[start..<start + Int(node.extraCount)], as: UTF8.self)
    }
}
