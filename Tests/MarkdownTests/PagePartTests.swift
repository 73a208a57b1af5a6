import Diagnostics
import Support
import TestSupport
import Testing

@testable import Markdown

/// A long page is read in parts: what comes out is what reading it in one piece gives.
@Suite struct PagePartTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `parts give the tree of the whole`(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let pieces = (0..<5 as Range<UInt64>).map { piece in
            let heading = random.pick([
                "## a", "###### b *c*", "##", "## ", "##\td", "  ## e", "##f", "# g", "<!-- case: h -->", "<!---->",
                "<!-- i\n<!-- j -->", "<!-- k --> *l*", " <!-- m -->", "n\n<!-- o -->\np", "<!--",
            ])
            let text = GeneratedPage.text(seed: 10 * seed + piece).replacing("]:", with: "] :")
            return text + heading + random.pick(["\n", "\r\n"])
        }
        let source = SourceText(path: "page.md", bytes: Array(pieces.joined().utf8))
        let whole = CommonMarkReader.tree(of: source, partSize: source.bytes.count)
        let cut = CommonMarkReader.tree(of: source, partSize: Int.random(in: 1...400, using: &random))
        #expect(cut.nodes == whole.nodes)
        #expect(cut.strings == whole.strings)
    }

    @Test(arguments: [
        ("text\n\n## one\n\ntext\n\n## two\n", 3),
        ("- item\n\n## one\n\n> quote\n## two\n", 3),
        ("text\n\n# one\n\ntext\n\n#two\n\n  ## three\n\n####### seven\n", 1),
        ("text [a]\n\n## one\n\n[a]: /b\n", 1),
        ("text\n<!-- one -->\n```\ncode\n```\n- item\n\n<!-- two -->\n", 3),
        ("text\n\n <!-- one -->\n\n> <!-- two -->\n\n<! -- three -->\n", 1),
    ])
    func `a page is cut at its headings and comments`(_ page: String, _ count: Int) {
        let source = SourceText(path: "page.md", bytes: Array(page.utf8))
        let parts = PagePart.parts(of: source, size: 1)
        #expect(parts.count == count)
        #expect(parts.flatMap(\.range).count == source.bytes.count)
    }

    @Test(arguments: [
        "```\ncode\n\n## no heading\n\n```\n", "```\n<!-- a mark\n```\n", "<!-- a comment\n\n## no heading\n-->\n",
        "~~~\n\n## no heading\n",
    ])
    func `what a heading does not end is not cut`(_ page: String) {
        let document = MarkdownDocument(source: SourceText(path: "page.md", bytes: Array(page.utf8)), partSize: 1)
        #expect(document.blocks.map(\.kind).count == 1)
    }

    @Test func `too deep a part is told once`() {
        let deep = String(repeating: "> ", count: MarkdownDocument.maximumDepth + 1) + "deep\n\n## heading\n\n"
        let source = SourceText(path: "page.md", bytes: Array((deep + deep).utf8))
        #expect(MarkdownDocument(source: source, partSize: 1).diagnostics.map(\.line) == [1])
    }
}
