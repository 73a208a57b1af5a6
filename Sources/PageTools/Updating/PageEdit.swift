import Conformance
import Console
import Diagnostics
import Markdown
import Specification
import Wire

/// A page with new output in place of old output.
package struct PageEdit: Sendable {
    package let path: String
    /// The bytes of the whole page, as it was read.
    package let before: [UInt8]
    package let after: [UInt8]

    /// - Parameters:
    ///   - changes: the changes of this page.
    ///   - page: the page as it was read.
    ///   - bytes: the contents of the file now.
    /// - Throws: ``UpdateError`` if the file changed since it was read, or if an output, read again, would differ or add
    ///   an error to the page.
    package init(_ changes: [OutputChange], of page: Page, bytes: [UInt8]) throws(UpdateError) {
        let source = page.source
        // A byte order mark is no part of the text.
        let offset = bytes.count - source.bytes.count
        guard [0, 3].contains(offset), bytes.dropFirst(offset).elementsEqual(source.bytes) else {
            throw UpdateError(
                source: SourceLocation(file: page.path, position: source.position(at: 0)),
                reason: "the page was changed since it was read; nothing is written")
        }
        path = page.path
        before = bytes
        var text: [UInt8] = []
        var end = 0
        let replaced = changes.map { Self.replacement(of: $0, in: source) }
        for (range, bytes) in replaced.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            text += source.bytes[end..<range.lowerBound] + bytes
            end = range.upperBound
        }
        text += source.bytes[end...]
        after = bytes.prefix(offset) + text
        try check(changes, of: page, text)
    }

    /// Makes as many changes as can be made together; returns an error for each of the others.
    ///
    /// - Throws: ``UpdateError`` if the file changed since it was read.
    package static func making(
        _ changes: [OutputChange], of page: Page, bytes: [UInt8]
    ) throws(UpdateError) -> (edit: PageEdit, made: Int, errors: [UpdateError]) {
        var edit = try PageEdit([], of: page, bytes: bytes)
        var made: [OutputChange] = []
        var errors: [UpdateError] = []
        // Each try reads the whole page: all changes are tried first, then halves.
        var left = [changes[...]]
        while let part = left.popLast() {
            do {
                edit = try PageEdit(made + part, of: page, bytes: bytes)
                made += part
            } catch {
                let middle = part.startIndex + part.count / 2
                if part.count > 1 { left += [part[middle...], part[..<middle]] } else { errors.append(error) }
            }
        }
        return (edit, made.count, errors)
    }

    private static func replacement(
        of change: OutputChange, in source: SourceText
    ) -> (range: Range<Int>, bytes: [UInt8]) {
        switch change.place {
        case .lines(let lines): (range(of: lines, in: source), self.lines(lines, of: change, in: source))
        case .cell(let cell): (cell.range, CellText.bytes(change.after, in: cell, of: source))
        }
    }

    /// Whole lines, with their ends.
    private static func range(of lines: Range<Int>, in source: SourceText) -> Range<Int> {
        let start = source.range(ofLine: lines.lowerBound).lowerBound
        return start..<(lines.isEmpty ? start : max(start, source.range(ofLine: lines.upperBound).lowerBound))
    }

    /// The new lines, set in and ended as the prompt's line is.
    private static func lines(_ lines: Range<Int>, of change: OutputChange, in source: SourceText) -> [UInt8] {
        guard !change.after.isEmpty else { return [] }
        let prompt = source.range(ofLine: change.source.line)
        let content = source.offset(of: change.source.position)
        let prefix = source.bytes[prompt.lowerBound..<content]
        let end = Array(source.bytes[prompt.upperBound...].prefix { $0 == 0x0D || $0 == 0x0A }.prefix(2))
        let ending: [UInt8] = end.first == 0x0D ? [0x0D, 0x0A] : [0x0A]
        let start = range(of: lines, in: source).lowerBound
        let isOnNewLine = start == 0 || source.bytes[start - 1] == 0x0A
        return (isOnNewLine ? [] : ending)
            + change.after.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
                line.isEmpty ? blank(prefix) + ending : prefix + Array(line.utf8) + ending
            }
    }

    /// A line without content has no blanks at its end either.
    private static func blank(_ prefix: ArraySlice<UInt8>) -> [UInt8] {
        Array(prefix.reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed())
    }

    /// Reads the new page: it must have the same blocks, and each change must be the output of its prompt.
    private func check(_ changes: [OutputChange], of page: Page, _ text: [UInt8]) throws(UpdateError) {
        if changes.isEmpty { return }
        let (old, diagnostics) = Self.outputs(of: page.source.bytes, path)
        let (new, newDiagnostics) = Self.outputs(of: text, path)
        let indices = Dictionary(zip(old.map(\.prompt), old.indices)) { first, _ in first }
        for change in changes {
            guard let index = indices["\(change.id) \(change.line)"], new.indices.contains(index),
                new[index].id == change.id,
                new[index].output.utf8.elementsEqual(change.after.utf8)
            else {
                throw UpdateError(
                    source: change.source,
                    reason: UpdateError.unwritable + ":\n" + change.after)
            }
        }
        if let error = Self.added(newDiagnostics, to: diagnostics), let change = changes.last {
            throw UpdateError(
                source: change.source, reason: UpdateError.unwritable + ", \(error):\n" + change.after)
        }
        guard old.count == new.count else {
            throw UpdateError(
                source: SourceLocation(file: path, position: page.source.position(at: 0)),
                reason: "the new output would change other examples; nothing is written")
        }
    }

    private struct Output {
        let id: String
        /// The line of the prompt in its block, from 1.
        let line: Int
        let output: String

        var prompt: String { "\(id) \(line)" }
    }

    /// Returns the first new error. A page read alone has errors of its own, such as references to other pages.
    private static func added(_ new: [Diagnostic], to old: [Diagnostic]) -> String? {
        var counts: [String: Int] = [:]
        for error in old { counts[error.message, default: 0] += 1 }
        return new.map(\.message).first { message in
            counts[message, default: 0] -= 1
            return counts[message, default: 0] < 0
        }
    }

    /// Returns every prompt of a page, in order, with its output; and the page's errors.
    private static func outputs(of bytes: [UInt8], _ path: String) -> (outputs: [Output], diagnostics: [Diagnostic]) {
        let (prepared, diagnostics) = PreparedSuite.prepare(Suite.load(pages: [(path: path, bytes: bytes)]))
        let suite = prepared.suite
        let blocks = suite.cases.map { ($0.id, $0.example) } + suite.setups.map { ($0.id, $0.example) }
        let outputs = blocks.flatMap { id, example -> [Output] in
            switch Script.read(example).script {
            case .session(let session):
                session.examples.map { Output(id: id, line: $0.line, output: $0.expectedText) }
            case .exchange(let exchange):
                exchange.steps.map {
                    Output(id: id, line: $0.line, output: String(decoding: $0.reply.bytes, as: UTF8.self))
                }
            default: []
            }
        }
        return (outputs, diagnostics)
    }
}
