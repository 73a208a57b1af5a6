import Diagnostics
import Markdown

/// Reads marks from raw HTML.
struct MarkReader {
    enum Content {
        /// There is no comment that looks like a mark.
        case none
        case mark(Mark)
        /// A mark that cannot be read; the error is reported.
        case broken
    }

    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText) {
        self.source = source
    }

    /// Reads a block of raw HTML.
    mutating func read(_ block: Block) -> Content {
        let text = CommentText(block)
        let bytes = text.bytes
        var start = bytes.firstIndex(of: CommentMark.open, from: 0, to: bytes.count)
        while let open = start {
            let close = bytes.firstIndex(of: CommentMark.close, from: open + 4, to: bytes.count)
            if reportNearMark(text, open, close) { return .broken }
            if let shape = MarkShape(in: bytes, at: open, close: close, endOfText: bytes.count) {
                return read(shape, in: text, open: open, close: close)
            }
            guard let close else {
                // It hides the rest of the page. In other HTML it is not an error of marks.
                if bytes[..<open].allSatisfy(\.isBlank) { reportUnclosed(text, open) }
                return .none
            }
            start = bytes.firstIndex(of: CommentMark.open, from: close + 3, to: bytes.count)
        }
        guard let near = NearMark(inLine: bytes[...]) else { return .none }
        report(text.token(near.range).range, near.message)
        return .broken
    }

    /// Reports marks in indented code, where they have no effect.
    mutating func checkCode(_ block: Block) {
        for line in block.bodyLines {
            let end = source.range(ofLine: line.start.line).upperBound
            let open = source.bytes[line.offset..<end].firstIndex { !$0.isBlank } ?? end
            guard source.bytes[open..<end].starts(with: CommentMark.open) else { continue }
            let close = source.bytes.firstIndex(of: CommentMark.close, from: open + 4, to: end)
            guard let shape = MarkShape(in: source.bytes, at: open, close: close, endOfText: end), shape.name != nil
            else { continue }
            report(
                open..<(close.map { $0 + 3 } ?? open + 4),
                "this mark is indented as code, so it has no effect",
                note: "to show a mark as code, use a fenced block")
        }
    }

    /// Reports marks inside the text of a paragraph or a heading.
    mutating func checkText(_ block: Block) {
        let range = block.range
        for line in source.bytes[range].split(separator: 0x0A) {
            if let near = NearMark(inLine: line) { report(near.range, near.message) }
        }
        guard var cursor = source.bytes.firstIndex(of: CommentMark.open, from: range.lowerBound, to: range.upperBound)
        else {
            return
        }
        // The next `-->`. Searched again only when the cursor has passed it, so that the block is scanned once.
        var close = cursor
        for place in Self.comments(in: block.inlines) {
            if close < cursor + 4 {
                close =
                    source.bytes.firstIndex(of: CommentMark.close, from: cursor + 4, to: range.upperBound)
                    ?? range.upperBound
            }
            if place.isText { checkInline(cursor, close: close, end: range.upperBound) }
            guard
                let next = source.bytes.firstIndex(of: CommentMark.open, from: cursor + 4, to: range.upperBound)
            else { return }
            cursor = next
        }
    }
}

// MARK: - Reading one comment

extension MarkReader {
    private mutating func read(_ shape: MarkShape, in text: CommentText, open: Int, close: Int?) -> Content {
        guard let close else {
            reportUnclosed(text, open)
            return .broken
        }
        guard isAlone(text, open: open, close: close), let name = name(of: shape, in: text) else { return .broken }
        let words = text.words(in: shape.content..<close)
        return .mark(Mark(name: name, place: text.token(shape.word).range, words: words))
    }

    /// Reports a comment that is almost a mark, or that has a mark inside, which it hides.
    private mutating func reportNearMark(_ text: CommentText, _ open: Int, _ close: Int?) -> Bool {
        let bytes = text.bytes
        if let near = NearMark(in: bytes, at: open, end: close ?? bytes.count) {
            report(text.token(near.range).range, near.message, note: near.note)
            return true
        }
        guard let close else { return false }
        var start = bytes.firstIndex(of: CommentMark.open, from: open + 4, to: close)
        while let inner = start {
            if MarkShape(in: bytes, at: inner, close: close, endOfText: bytes.count)?.name != nil {
                let position = source.position(at: text.token(open..<open + 4).range.lowerBound)
                report(
                    text.token(inner..<close + 3).range, "this mark is inside a comment",
                    note: "the comment begins at \(source.path):\(position), and ends with the first `-->`")
                return true
            }
            start = bytes.firstIndex(of: CommentMark.open, from: inner + 4, to: close)
        }
        return false
    }

    private mutating func name(of shape: MarkShape, in text: CommentText) -> Mark.Name? {
        let word = text.token(shape.word)
        guard let name = shape.name else {
            let hint = suggestion(for: word.text, among: Mark.Name.allCases.map(\.rawValue))
            report(word.range, "unknown mark `\(word.text)`\(hint)")
            return nil
        }
        guard shape.hasColon || name == .table else {
            report(word.range, "\(name.quoted) must be followed by a colon")
            return nil
        }
        return name
    }

    private mutating func isAlone(_ text: CommentText, open: Int, close: Int) -> Bool {
        let bytes = text.bytes
        if bytes[..<open].contains(where: { !$0.isBlank }) {
            report(text.token(open..<open + 4).range, Self.notAlone)
            return false
        }
        if let after = bytes[(close + 3)...].firstIndex(where: { !$0.isBlank }) {
            let end = bytes[after...].firstIndex { $0 == 0x0A } ?? bytes.count
            let last = bytes[after..<end].lastIndex { !$0.isBlank } ?? after
            report(text.token(after..<last + 1).range, Self.notAlone)
            return false
        }
        return true
    }

    private mutating func reportUnclosed(_ text: CommentText, _ open: Int) {
        report(text.token(open..<open + 4).range, "this comment is never closed", note: "it ends with `-->`")
    }

    private mutating func report(_ range: Range<Int>, _ message: String, note: String? = nil) {
        diagnostics.append(source.diagnostic(at: range, message, note: note))
    }

    private static let notAlone = "a mark must be alone on its line, outside other HTML"
}

// MARK: - Marks inside text

extension MarkReader {
    /// A `<!--` in a paragraph: text, or shown as code.
    private struct InlineComment { var isText: Bool }

    /// The occurrences of `<!--` in the tree, in order.
    private static func comments(in inlines: Inlines) -> [InlineComment] {
        var result: [InlineComment] = []
        for inline in inlines {
            switch inline.kind {
            case .text(let text): result += comments(in: text, isText: true)
            case .html(let text): result += comments(in: text, isText: true)
            case .code(let text): result += comments(in: text, isText: false)
            default: result += comments(in: inline.children)
            }
        }
        return result
    }

    private static func comments(in text: String, isText: Bool) -> [InlineComment] {
        let bytes = Array(text.utf8)
        var result: [InlineComment] = []
        var start = bytes.firstIndex(of: CommentMark.open, from: 0, to: bytes.count)
        while let place = start {
            result.append(InlineComment(isText: isText))
            start = bytes.firstIndex(of: CommentMark.open, from: place + 4, to: bytes.count)
        }
        return result
    }

    private mutating func checkInline(_ open: Int, close: Int, end: Int) {
        let bytes = source.bytes
        if open > 0, bytes[open - 1] == UInt8(ascii: "\\") { return }
        let close = close < end ? close : nil
        guard MarkShape(in: bytes, at: open, close: close, endOfText: end) != nil else { return }
        if let close {
            report(open..<close + 3, Self.notAlone)
        } else {
            report(open..<open + 4, "this comment is never closed", note: "it ends with `-->`")
        }
    }
}
