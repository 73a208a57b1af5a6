import Diagnostics
import Markdown

/// The link reference definitions of a page: `[label]: address`.
struct LinkDefinitions {
    /// By the address as written: each label, in brackets, and the offset of its definition.
    private(set) var labels: [[UInt8]: [(label: [UInt8], place: Int)]] = [:]

    init(in source: SourceText) {
        let bytes = source.bytes
        var start = 0
        while let close = bytes.firstIndex(of: Array("]:".utf8), from: start, to: bytes.count) {
            start = close + 2
            guard let open = bytes[..<close].suffix(1000).lastIndex(of: UInt8(ascii: "[")) else { continue }
            var from = bytes[start...].firstIndex { !$0.isBlank } ?? bytes.count
            if from < bytes.count, bytes[from] == UInt8(ascii: "<") { from += 1 }
            let to = bytes[from...].firstIndex { $0.isBlank || $0 == UInt8(ascii: ">") } ?? bytes.count
            labels[Array(bytes[from..<to]), default: []].append((Self.folded(bytes[open...close]), open))
        }
    }

    /// Folds the case of ASCII letters: labels are not case-sensitive.
    static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}

/// Finds the source ranges of the links of a block, in order: libcmark does not report them.
struct LinkPlaces {
    private let block: Range<Int>
    private let bytes: [UInt8]
    private let folded: [UInt8]
    private let definitions: LinkDefinitions
    private var cursor = 0
    /// A search without a result scans the rest of the block, so their number is limited.
    private var searchesLeft = 100

    init(in block: Block, of source: SourceText, _ definitions: LinkDefinitions) {
        self.block = block.range
        bytes = Array(source.bytes[block.range])
        folded = LinkDefinitions.folded(bytes)
        self.definitions = definitions
    }

    /// The range of the next link to an address: the address itself, or a reference's label together with the offset of its
    /// definition, or the whole block if neither is found.
    mutating func next(_ url: String) -> (range: Range<Int>, definition: Int?) {
        guard searchesLeft > 0 else { return (block, nil) }
        let url = Array(url.utf8)
        var found: (range: Range<Int>, definition: Int?)?
        for (label, place) in definitions.labels[url] ?? [] {
            guard let start = folded.firstIndex(of: label, from: cursor, to: found?.range.lowerBound ?? folded.count)
            else { continue }
            found = (start..<start + label.count, place)
        }
        if let start = inline(url, before: found?.range.lowerBound ?? bytes.count) {
            found = (start..<start + url.count, nil)
        }
        guard let found else {
            searchesLeft -= 1
            return (block, nil)
        }
        cursor = found.range.upperBound
        let start = block.lowerBound
        return (start + found.range.lowerBound..<start + found.range.upperBound, found.definition)
    }

    /// The index of an address after `(` or `<`, before an end.
    private func inline(_ url: [UInt8], before end: Int) -> Int? {
        guard !url.isEmpty else { return nil }
        var from = cursor
        while let start = bytes.firstIndex(of: url, from: from, to: end) {
            if start > 0, bytes[start - 1].isBlank || "(<".utf8.contains(bytes[start - 1]) { return start }
            from = start + 1
        }
        return nil
    }
}
