import Conformance
import Console
import Diagnostics
import Specification
import Wire

/// Puts other output into one page.
package struct PageEdit: Sendable {
    package let path: String
    /// Of the whole page, as it was read.
    package let before: [UInt8]
    package let after: [UInt8]

    /// - Parameters:
    ///   - changes: those of this page.
    ///   - page: as it was read.
    ///   - bytes: what the file holds now.
    /// - Throws: ``UpdateError`` where the file is not what was read any more, or an output cannot be written so that
    ///   it is read again as what it is and the page has no mistake that it had not.
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
        for change in changes.sorted(by: { $0.lines.lowerBound < $1.lines.lowerBound }) {
            let range = Self.range(of: change.lines, in: source)
            text += source.bytes[end..<range.lowerBound] + Self.lines(of: change, in: source)
            end = range.upperBound
        }
        text += source.bytes[end...]
        after = bytes.prefix(offset) + text
        try check(changes, of: page, text)
    }

    /// Makes as many changes as can be made together; the others are errors.
    ///
    /// - Throws: ``UpdateError`` where the file is not what was read any more.
    package static func making(
        _ changes: [OutputChange], of page: Page, bytes: [UInt8]
    ) throws(UpdateError) -> (edit: PageEdit, made: Int, errors: [UpdateError]) {
        var edit = try PageEdit([], of: page, bytes: bytes)
        var made: [OutputChange] = []
        var errors: [UpdateError] = []
        // Mostly all can be made at once. Where not, halves are tried: each try reads the whole page.
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

    /// Whole lines, with their ends.
    private static func range(of lines: Range<Int>, in source: SourceText) -> Range<Int> {
        let start = source.range(ofLine: lines.lowerBound).lowerBound
        return start..<(lines.isEmpty ? start : max(start, source.range(ofLine: lines.upperBound).lowerBound))
    }

    /// The new lines, set in and ended as the prompt's line is.
    private static func lines(of change: OutputChange, in source: SourceText) -> [UInt8] {
        guard !change.after.isEmpty else { return [] }
        let prompt = source.range(ofLine: change.source.line)
        let content = source.offset(of: change.source.position)
        let prefix = source.bytes[prompt.lowerBound..<content]
        let end = Array(source.bytes[prompt.upperBound...].prefix { $0 == 0x0D || $0 == 0x0A }.prefix(2))
        let ending: [UInt8] = end.first == 0x0D ? [0x0D, 0x0A] : [0x0A]
        let start = range(of: change.lines, in: source).lowerBound
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

    /// The page is read again: it has the same blocks, and each change is the output of its prompt.
    private func check(_ changes: [OutputChange], of page: Page, _ text: [UInt8]) throws(UpdateError) {
        if changes.isEmpty { return }
        let (old, mistakes) = Self.outputs(of: page.source.bytes, path)
        let (new, newMistakes) = Self.outputs(of: text, path)
        let indices = Dictionary(zip(old.map(\.line), old.indices)) { first, _ in first }
        for change in changes {
            guard let index = indices[change.source.line], new.indices.contains(index), new[index].id == change.id,
                new[index].output.utf8.elementsEqual(change.after.utf8)
            else {
                throw UpdateError(
                    source: change.source,
                    reason: UpdateError.unwritable + ":\n" + change.after)
            }
        }
        if let mistake = Self.added(newMistakes, to: mistakes), let change = changes.last {
            throw UpdateError(
                source: change.source, reason: UpdateError.unwritable + ", \(mistake):\n" + change.after)
        }
        guard old.count == new.count else {
            throw UpdateError(
                source: SourceLocation(file: path, position: page.source.position(at: 0)),
                reason: "with the new output other examples would be read; nothing is written")
        }
    }

    private struct Output {
        let id: String
        let line: Int
        let output: String
    }

    /// A mistake that there was not; those of a page by itself stay, such as names of other pages.
    private static func added(_ new: [Diagnostic], to old: [Diagnostic]) -> String? {
        var counts: [String: Int] = [:]
        for mistake in old { counts[mistake.message, default: 0] += 1 }
        return new.map(\.message).first { message in
            counts[message, default: 0] -= 1
            return counts[message, default: 0] < 0
        }
    }

    /// Every prompt of a page, in order, with what is shown below it; and the page's mistakes.
    private static func outputs(of bytes: [UInt8], _ path: String) -> (outputs: [Output], mistakes: [Diagnostic]) {
        let (prepared, mistakes) = PreparedSuite.prepare(Suite.load(pages: [(path: path, bytes: bytes)]))
        let suite = prepared.suite
        let blocks = suite.cases.map { ($0.id, $0.example) } + suite.setups.map { ($0.id, $0.example) }
        let outputs = blocks.flatMap { id, example -> [Output] in
            switch Script.read(example).script {
            case .session(let session):
                session.examples.map {
                    Output(id: id, line: example.position(line: $0.line, column: 1).line, output: $0.expectedText)
                }
            case .exchange(let exchange):
                exchange.steps.map {
                    Output(
                        id: id, line: example.position(line: $0.line, column: 1).line,
                        output: String(decoding: $0.reply.bytes, as: UTF8.self))
                }
            default: []
            }
        }
        return (outputs, mistakes)
    }
}
