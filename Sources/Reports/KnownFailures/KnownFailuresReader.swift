import Conformance
import Diagnostics
import TaskDatabases

/// Reads the lines of a list of known failures, in order.
struct KnownFailuresReader {
    private let source: SourceText
    private var section: ExactText?
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    mutating func line(_ number: Int) -> KnownFailures.Line {
        let range = source.range(ofLine: number)
        let text = String(decoding: source.bytes[range], as: UTF8.self)
        return KnownFailures.Line(kind: kind(trimmed(range)), text: text)
    }

    private mutating func kind(_ range: Range<Int>) -> KnownFailures.Line.Kind {
        switch source.bytes[range].first {
        case nil, UInt8(ascii: "#")?: return .other
        case UInt8(ascii: "[")?: return heading(range)
        default: return entry(range)
        }
    }

    private mutating func heading(_ range: Range<Int>) -> KnownFailures.Line.Kind {
        guard range.count > 2, source.bytes[range.upperBound - 1] == UInt8(ascii: "]") else {
            diagnostics.append(
                source.diagnostic(at: range, "expected the name of a backend in brackets, as in [dictdb]"))
            return .other
        }
        let name = ExactText(text(range.lowerBound + 1..<range.upperBound - 1))
        section = name
        return .section(name)
    }

    private mutating func entry(_ range: Range<Int>) -> KnownFailures.Line.Kind {
        let colon = source.bytes[range].firstIndex(of: UInt8(ascii: ":"))
        let place = trimmed(range.lowerBound..<(colon ?? range.upperBound))
        let name = source.bytes[place]
        guard name.count(where: { $0 == UInt8(ascii: "/") }) == 1, !name.contains(where: Self.isSpace) else {
            diagnostics.append(
                source.diagnostic(
                    at: range, "expected the name of a case",
                    note: "an example of a line: `parallel_db/get-unknown: message`"
                ))
            return .other
        }
        let rest = trimmed((colon.map { $0 + 1 } ?? range.upperBound)..<range.upperBound)
        return .entry(
            KnownFailures.Entry(
                name: ExactText(text(place)), place: place, message: rest.isEmpty ? nil : text(rest),
                messagePlace: rest, section: section))
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = source.bytes[range].first, Self.isSpace(first) {
            range = range.lowerBound + 1..<range.upperBound
        }
        while let last = source.bytes[range].last, Self.isSpace(last) {
            range = range.lowerBound..<range.upperBound - 1
        }
        return range
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
