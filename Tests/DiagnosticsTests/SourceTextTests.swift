import Diagnostics
import Support
import TestSupport
import Testing

@Suite struct SourceTextTests {
    @Test func linesEndAsInCommonMark() {
        let source = SourceText(path: "p", bytes: Array("a\nb\r\nc\rd\r\r\n".utf8))
        #expect(source.lineCount == 5)
        #expect((1...6).map { source.range(ofLine: $0) } == [0..<1, 2..<3, 5..<6, 7..<8, 9..<9, 11..<11])
    }

    @Test func positionsCountScalars() {
        let text = "é日🙂e\u{301}x\ny"
        let source = SourceText(path: "p", bytes: Array(text.utf8))
        let columns = [0, 2, 5, 9, 10, 12, 13].map { source.position(at: $0).column }
        #expect(columns == [1, 2, 3, 4, 5, 6, 7])
        #expect(source.position(at: 14) == SourcePosition(line: 2, column: 1))
        #expect(source.position(at: 99) == SourcePosition(line: 2, column: 2))
    }

    @Test(arguments: 0..<50)
    func offsetsAndPositionsAreInverse(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let pieces = ["a", "é", "日", "🙂", "\n", "\t", String(repeating: "x", count: 700)]
        let text = (0..<40).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
        let source = SourceText(path: "p", bytes: Array(text.utf8))
        var position = SourcePosition(line: 1, column: 1)
        var offset = 0
        for scalar in text.unicodeScalars {
            #expect(source.position(at: offset) == position)
            #expect(source.offset(of: position) == offset)
            position.column += 1
            if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
            offset += String(scalar).utf8.count
        }
    }

    @Test(
        arguments: [
            ([0x61, 0x00, 0x62], "a\u{FFFD}b", ["1:2"]),
            ([0xEF, 0xBB, 0xBF, 0x00], "\u{FFFD}", ["1:1"]),
            ([0xC3], "\u{FFFD}", ["1:1"]),
            ([0x0A, 0xC3, 0xA9, 0xE6, 0x97, 0x0A, 0xFF], "\né\u{FFFD}\n\u{FFFD}", ["2:2", "3:1"]),
            ([0xC0, 0x80, 0xED, 0xA0, 0x80], String(repeating: "\u{FFFD}", count: 5), ["1:1"]),
            ([0xF4, 0x90, 0x80, 0x80], String(repeating: "\u{FFFD}", count: 4), ["1:1"]),
            ([0xF0, 0x9F, 0x99, 0x82], "🙂", []),
        ] as [([UInt8], String, [String])])
    func illFormedTextIsReplacedAndReported(_ bytes: [UInt8], _ text: String, _ places: [String]) {
        let source = SourceText(path: "p", bytes: bytes)
        #expect(source.bytes == Array(text.utf8))
        #expect(source.diagnostics.map(\.position.description) == places)
    }

    @Test(arguments: 0..<40)
    func repairMatchesTheStandardLibrary(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let bytes = (0..<500).map { _ in UInt8.random(in: 1...255, using: &random) }
        #expect(SourceText(path: "p", bytes: bytes).bytes == Array(String(decoding: bytes, as: UTF8.self).utf8))
    }
}
