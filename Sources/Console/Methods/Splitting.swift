/// The methods `split` and `rsplit`.
enum Splitting {
    static func split<Item: Equatable>(_ items: [Item], _ separator: [Item], limit: Int, fromEnd: Bool) -> [[Item]] {
        if fromEnd {
            let parts = split(items.reversed(), separator.reversed(), limit: limit, fromEnd: false)
            return parts.reversed().map { $0.reversed() }
        }
        var parts: [[Item]] = []
        var start = 0
        for place in Search.all(separator, in: items, limit: limit) {
            parts.append(Array(items[start..<place]))
            start = place + separator.count
        }
        return parts + [Array(items[start...])]
    }

    /// Splits at runs of blanks; blanks at the ends are dropped.
    static func words<Item>(_ items: [Item], limit: Int, fromEnd: Bool, _ isBlank: (Item) -> Bool) -> [[Item]] {
        if fromEnd {
            let parts = words(items.reversed(), limit: limit, fromEnd: false, isBlank)
            return parts.reversed().map { $0.reversed() }
        }
        var parts: [[Item]] = []
        var rest = items.drop(while: isBlank)
        while !rest.isEmpty {
            if parts.count == limit {
                let end = rest.lastIndex { !isBlank($0) } ?? rest.startIndex
                parts.append(Array(rest[...end]))
                break
            }
            let word = rest.prefix { !isBlank($0) }
            parts.append(Array(word))
            rest = rest[word.endIndex...].drop(while: isBlank)
        }
        return parts
    }

    /// Splits text into lines, at the line ends of `str.splitlines`.
    static func lines(_ text: [Unicode.Scalar], keepEnds: Bool) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = []
        var line: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            let scalar = text[index]
            index += 1
            guard isLineEnd(scalar) else {
                line.append(scalar)
                continue
            }
            if keepEnds { line.append(scalar) }
            if scalar == "\r", index < text.count, text[index] == "\n" {
                if keepEnds { line.append("\n") }
                index += 1
            }
            lines.append(line)
            line = []
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
