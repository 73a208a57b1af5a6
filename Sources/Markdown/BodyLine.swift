import Diagnostics

/// The source position of one line of a code block's or a raw HTML block's literal.
package struct BodyLine: Sendable, Hashable {
    /// The position of the line's first character.
    package let start: SourcePosition
    /// The offset of ``start`` in the source.
    package let offset: Int
    /// The number of leading spaces that stand for the rest of a tab, the character at `start`: where a container's
    /// indentation ends inside a tab, the tab's remaining columns are content.
    package let padding: Int

    /// The position of the character at a column (from 1, in scalars) of the line.
    package func position(column: Int) -> SourcePosition {
        let advance = padding == 0 ? max(column, 1) - 1 : max(column &- padding, 0)
        return SourcePosition(line: start.line, column: start.column &+ advance)
    }
}

extension Block {
    /// The position of each line of ``literal``; empty for blocks without one.
    package var bodyLines: [BodyLine] {
        let node = node
        var line = tree.source.line(at: Int(node.start))
        if node.flags.contains(.fenced) { line += 1 }
        var result: [BodyLine] = []
        let literal = tree.strings[tree.literalRange(of: node)]
        var start = literal.startIndex
        while start < literal.endIndex {
            let end = literal[start...].firstIndex(of: 0x0A) ?? literal.endIndex
            result.append(tree.source.bodyLine(of: literal[start..<end], line: line))
            start = end + 1
            line += 1
        }
        return result
    }
}

extension SourceText {
    /// Finds a line of the literal: it is the end of its source line, except for spaces that stand for a part of a tab.
    fileprivate func bodyLine(of content: ArraySlice<UInt8>, line: Int) -> BodyLine {
        let source = range(ofLine: line)
        var rest = content
        var padding = 0
        while !bytes[source].suffix(rest.count).elementsEqual(rest), padding < 3, rest.first == UInt8(ascii: " ") {
            rest = rest.dropFirst()
            padding += 1
        }
        let contentStart = max(source.lowerBound, source.upperBound - rest.count)
        let offset = padding > 0 && contentStart > source.lowerBound ? contentStart - 1 : contentStart
        return BodyLine(start: position(at: offset), offset: offset, padding: padding)
    }
}
