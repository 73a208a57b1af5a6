import Diagnostics
import Markdown
import Support
import TestSupport
import Testing

@Suite struct HostileTests {
    @Test(arguments: [">", "> ", "- ", "1. "])
    func deepContainersAreCutAndReported(_ mark: String) {
        let document = MarkdownDocument.make(String(repeating: mark, count: 100_000) + "a\n")
        #expect(document.diagnostics.count == 1)
        #expect(document.diagnostics.first?.message == "nested more than 200 levels deep: deeper content is ignored")
        #expect(document.dump().split(separator: "\n").count == MarkdownDocument.maximumDepth)
    }

    @Test func deepInlinesAreCutAndReportedAtTheirBlock() {
        let text = String(repeating: "*a **b ", count: 5000) + String(repeating: "c** d*", count: 5000)
        let document = MarkdownDocument.make("# Head\n\n" + text)
        #expect(document.diagnostics.map(\.position) == [SourcePosition(line: 3, column: 1)])
    }

    @Test(arguments: ["a", "日", "`", "[", "<!-- ", "*", "\t"])
    func aLineOfAMegabyteIsParsed(_ piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let document = MarkdownDocument.make("> " + text)
        #expect(document.source.lineCount == 1)
        _ = document.dump()
    }

    @Test(arguments: 0..<60)
    func anyBytesAreAPage(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let marks = Array("\n\n\r  \t>-*`~<!->#[]()_&;1.".utf8)
        let bytes: [UInt8] = (0..<4000).map { _ in
            Int.random(in: 0..<4, using: &random) == 0
                ? UInt8.random(in: 0...255, using: &random) : marks[Int.random(in: 0..<marks.count, using: &random)]
        }
        let document = MarkdownDocument(path: "p", bytes: bytes)
        for block in document.allBlocks {
            #expect(block.start <= block.end)
            for line in block.bodyLines { #expect(line.offset <= document.source.bytes.count) }
        }
        for diagnostic in document.diagnostics { #expect(!diagnostic.description.isEmpty) }
    }
}
