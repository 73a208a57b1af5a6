import Diagnostics

/// A page's nodes and strings in two flat arrays: small, and freed without recursion however deep the page nests.
final class Tree: Sendable {
    let source: SourceText
    let nodes: [Node]
    /// The strings of all nodes, one after the other, in UTF-8.
    let strings: [UInt8]
    let diagnostics: [Diagnostic]

    init(source: SourceText, nodes: [Node], strings: [UInt8], diagnostics: [Diagnostic]) {
        self.source = source
        self.nodes = nodes
        self.strings = strings
        self.diagnostics = diagnostics
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
