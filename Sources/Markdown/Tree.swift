import Diagnostics

/// A page's nodes and strings in two flat arrays: small, and freed without recursion however deep the page nests.
final class Tree: Sendable {
    let source: SourceText
    let nodes: [Node]
    /// The strings of all nodes, one after the other, in UTF-8.
    let strings: [UInt8]
    let diagnostics: [Diagnostic]

    /// Joins a page's parts: the places of nodes are the page's already, those of strings and of other nodes are the part's.
    init(source: SourceText, parts: [TreePart]) {
        self.source = source
        let tooDeep = parts.first { $0.depthError != nil }?.depthError
        diagnostics = (source.diagnostics + (tooDeep.map { [$0] } ?? [])).sorted()
        if parts.count == 1 {
            (nodes, strings) = (parts[0].nodes, parts[0].strings)
            return
        }
        var nodes: [Node] = []
        var strings: [UInt8] = []
        nodes.reserveCapacity(parts.reduce(0) { $0 + $1.nodes.count })
        strings.reserveCapacity(parts.reduce(0) { $0 + $1.strings.count })
        for part in parts {
            let (nodesBefore, stringsBefore) = (UInt32(clamping: nodes.count), UInt32(clamping: strings.count))
            for var node in part.nodes {
                node.next += nodesBefore
                node.stringStart += stringsBefore
                nodes.append(node)
            }
            strings += part.strings
        }
        (self.nodes, self.strings) = (nodes, strings)
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

/// The nodes and the strings of a page's part.
struct TreePart: Sendable {
    let nodes: [Node]
    let strings: [UInt8]
    let depthError: Diagnostic?
    /// Whether what the part ends in may go on in the next.
    let mayGoOn: Bool
}
