import Diagnostics
import Foundation
import Markdown
import TestSupport
import Testing

/// Compares the HTML with that of the `cmark` program.
@Suite struct CommonMarkTests {
    @Test(arguments: 0..<300)
    func `generated pages are rendered as cmark renders them`(_ seed: Int) async throws {
        let text = GeneratedPage.text(seed: UInt64(seed))
        let expected = try await Program.run(["cmark"], input: text).output
        let refusals = CountingRefusals()
        let html = HTMLRenderer.render(MarkdownDocument(path: "p", bytes: Array(text.utf8)), refusals)
        let ours = String(decoding: html.bytes, as: UTF8.self)
        let (theirs, count) = UnsafeAddresses.asText(expected)
        #expect(ours == theirs, "seed \(seed)")
        #expect(refusals.count == count, "what is refused is what cmark leaves empty")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:x", "\u{1}javascript:x",
        "data:text/html,x", "data:image/png;base64,x", "vbscript:x", "file:///etc/passwd", "blob:x", "x-unknown:y",
    ])
    func `an unsafe address is not written`(_ address: String) {
        #expect(!AddressScheme(of: address.utf8).isHarmless)
    }

    @Test(arguments: [
        "page.md", "#part", "?q=a:b", "/a:b", "./a:b", "http://e.org", "HTTPS://e.org", "mailto:a@b", "", "//e.org",
    ])
    func `a safe address is kept`(_ address: String) {
        #expect(AddressScheme(of: address.utf8).isHarmless)
    }

    /// Nesting uses no stack, and repetition takes linear time.
    @Test(arguments: ["> ", "- ", "*a **b ", "[a](", "![", "<b>", "&amp;"])
    func `a page of one repeated piece is rendered`(_ piece: String) {
        let document = MarkdownDocument(path: "p", bytes: Array(String(repeating: piece, count: 20_000).utf8))
        #expect(!HTMLRenderer.render(document, PlainHTML()).bytes.isEmpty)
    }
}

/// Refuses the four schemes that `cmark` refuses, and counts the addresses it is called with.
private final class CountingRefusals: HTMLCustoms {
    var count = 0

    func destination(of address: ArraySlice<UInt8>, isImage: Bool) -> HTMLDestination {
        let text = String(decoding: address, as: UTF8.self).lowercased()
        guard ["javascript:", "data:", "vbscript:", "file:"].contains(where: text.hasPrefix) else { return .asWritten }
        count += 1
        return .refused
    }
}
