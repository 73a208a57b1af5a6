import CarriedPages
import Console
import Foundation
import Markdown
import Testing

@testable import Conformance

/// The page for authors shows what faulty programs lead to.
@Suite(.serialized) struct FaultyChildPageTests {
    /// What brings each message that the page lists, in its order: see Fixtures/backend.py.
    private static let troubles: [(trouble: String, end: String)] = [
        ("time.sleep(1000)", ""),
        ("write(b'opening tasks.db\\n'); reply(None)", ""),
        ("reply(None); reply(None)", ""),
        (#"write(b'{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}\n')"#, ""),
        (#"write(b'{"jsonrpc":"2.0","id":5}\n')"#, ""),
        ("reply({'submitted': {'$date': 'yesterday'}})", ""),
        (#"write(b'{"jsonrpc":"2.0","id":5,"error":{"code":-32000,"message":"no"}}\n')"#, ""),
        (#"write(b'{"jsonrpc":"2.0","id":5,"error":{"code":-32601,"message":"no"}}\n')"#, ""),
        ("reply(True)", ""),
        ("os.kill(os.getpid(), signal.SIGSEGV)", ""),
        ("reply(None)", "reply(None); time.sleep(1000)"),
    ]

    @Test func `each message that the page lists comes`() async throws {
        let messages = try Self.listedMessages()
        try #require(messages.count == Self.troubles.count)
        for (message, (trouble, end)) in zip(messages, Self.troubles) {
            let isSlow = message.hasPrefix("no reply")
            let run = await PreparedSuite.fourCases.judge(
                Tool.backend(trouble: trouble, end: end), timeout: .seconds(isSlow ? 10 : 20))
            let pattern = "..." + message.replacing("…", with: "...") + "..."
            #expect(Wildcard.matches(pattern, run.transcript), "\(message)\n\(run.transcript)")
        }
    }

    @Test func `the page says how long a backend is borne`() throws {
        let words = [3: "three", 10: "ten"]
        let inARow = try #require(words[SuiteRunner.Patience.inARow])
        let altogether = try #require(words[SuiteRunner.Patience.altogether])
        #expect(try Self.page().plainText.contains("After \(inARow) of these in a row, or \(altogether) in all,"))
    }

    /// The code each item of the list begins with.
    private static func listedMessages() throws -> [String] {
        let lists = try page().blocks.map { block in block.children.map(Self.leadingCode) }
        let list = try #require(lists.first { $0.first??.hasPrefix("no reply within") == true })
        return try list.map { try #require($0) }
    }

    private static func leadingCode(_ item: Block) -> String? {
        let first = item.children.first?.inlines.first { _ in true }
        guard case .code(let message)? = first?.kind else { return nil }
        return message
    }

    private static func page() throws -> MarkdownDocument {
        let page = try #require(SpecificationPages.all.first { $0.path.hasSuffix("backend_authors.md") })
        return MarkdownDocument(path: page.path, bytes: page.bytes)
    }
}

extension MarkdownDocument {
    fileprivate var plainText: String { blocks.map(\.plainText).joined(separator: "\n") }
}
