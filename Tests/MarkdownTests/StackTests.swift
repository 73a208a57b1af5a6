import Markdown
import TestSupport
import Testing

/// The deepest page that is accepted can be read and rendered on a small stack.
@Suite struct StackTests {
    @Test(arguments: [">", "> ", "- ", "1. ", "> - ", "*a ", "[a", "![", "`", "<b>", "**a *"])
    func `the deepest page`(_ mark: String) async throws {
        let text = String(repeating: mark, count: 10_000) + "a\n"
        let length = try await SmallStack.run { () throws -> Int in
            let document = MarkdownDocument.make(text)
            return document.dump().count + HTMLRenderer.render(document, PlainHTML()).bytes.count
        }
        #expect(length > 0)
    }
}
