import Diagnostics
import Markdown
import Support
import TestSupport
import Testing

@Suite struct BodyLineTests {
    /// The position of each content line's first character, and of its second if a container's indentation ends inside a tab.
    @Test(arguments: [
        ("plain", "```\na\n\nb\n```", ["2:1", "3:1", "4:1"]),
        ("tildes", "~~~ x\na\n~~~", ["2:1"]),
        ("list", "- ```\n  a\n\n   b\n  ```", ["2:3", "3:1", "4:3"]),
        ("ordered list", "10. ```\n    a\n    ```", ["2:5"]),
        ("quote", "> ```\n> a\n>b\n>\n> ```", ["2:3", "3:2", "4:2"]),
        ("list in a quote", "> - ```\n>   a\n>   ```", ["2:5"]),
        ("indented fence", "  ```\n  a\n b\n    c\n  ```", ["2:3", "3:2", "4:3"]),
        ("CRLF", "```\r\na\r\n\r\nb\r\n```\r\n", ["2:1", "3:1", "4:1"]),
        ("lone CR", "```\ra\rb\r```\r", ["2:1", "3:1"]),
        ("mark of the byte order", "\u{FEFF}```\na\n```", ["2:1"]),
        ("mark of the byte order and a quote", "\u{FEFF}> ```\n> a\n> ```", ["2:3"]),
        ("beyond ASCII", "é\n\n- ü\n\n  ```\n  日本\n  ```", ["6:3"]),
        ("tab in the content", "```\n\ta\n```", ["2:1"]),
        ("tab in a list", "- ```\n\ta\n  ```", ["2:1"]),
        ("tab in a quote", ">\t```\n>\ta\n>\t```", ["2:2"]),
        ("tab after a space in a quote", "> ```\n> \ta\n> ```", ["2:3"]),
        ("unclosed", "```\na", ["2:1"]),
        ("empty", "```\n```", []),
    ])
    func contentPositions(_ name: String, _ page: String, _ places: [String]) throws {
        let block = try #require(MarkdownDocument.make(page).fencedBlock)
        #expect(block.bodyLines.map(\.start.description) == places, "\(name)")
    }

    @Test func columnsInsideATabAreThatTab() throws {
        let block = try #require(MarkdownDocument.make("- ```\n\tab\n  ```").fencedBlock)
        #expect(block.literal == "  ab\n")
        let line = try #require(block.bodyLines.first)
        #expect((1...5).map { line.position(column: $0).column } == [1, 1, 2, 3, 4])
    }

    @Test func carriageReturnsAreNotContent() throws {
        let block = try #require(MarkdownDocument.make("```\r\na\r\n\tb\r\n```").fencedBlock)
        #expect(block.literal == "a\n\tb\n")
    }

    /// Wraps a fence in random containers: every character of the content has its position on the page.
    @Test(arguments: 0..<300)
    func contentMapsBackToThePage(_ seed: UInt64) throws {
        var page = GeneratedPage(seed: seed)
        let document = MarkdownDocument.make(page.text())
        let block = try #require(document.fencedBlock)
        #expect(block.literal == page.content.map { $0 + "\n" }.joined())
        let lines = block.bodyLines
        try #require(lines.count == page.content.count)
        for (line, content) in zip(lines, page.content) {
            for (index, scalar) in content.unicodeScalars.enumerated() {
                let offset = document.source.offset(of: line.position(column: index + 1))
                let expected = Array(String(scalar).utf8)
                #expect(document.source.bytes[offset...].starts(with: expected), "\(document.dump())")
            }
        }
    }
}

/// A page with one fenced block in up to five containers.
private struct GeneratedPage {
    private var random: SplitMix
    private(set) var content: [String] = []

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
        let pieces = ["a", ">>> x", "é", "日本", " b", "\tc", "- d", "> e", "", "🙂", "  ", "<!-- f -->", "# g"]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            content.append(pieces[Int.random(in: 0..<pieces.count, using: &random)])
        }
        // Blank lines lose their spaces inside list items, so they have none here.
        content = content.map { $0.allSatisfy { $0 == " " } ? "" : $0 }
    }

    mutating func text() -> String {
        let fence = Bool.random(using: &random) ? "```" : "~~~~"
        var lines = [fence + " pycon"] + content + [fence]
        for _ in 0..<Int.random(in: 0...5, using: &random) { lines = wrap(lines) }
        var before = ["# Ünïcode", ""]
        if Bool.random(using: &random) { before += ["Text <b>é</b>.", ""] }
        let ending = ["\n", "\r\n", "\r"][Int.random(in: 0..<3, using: &random)]
        let mark = Bool.random(using: &random) ? "\u{FEFF}" : ""
        return mark + (before + lines).joined(separator: ending) + (Bool.random(using: &random) ? ending : "")
    }

    private mutating func wrap(_ lines: [String]) -> [String] {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return lines.map { "> " + $0 }
        case 1: return lines.map { $0.hasPrefix(" ") || $0.hasPrefix("\t") ? "> " + $0 : ">" + $0 }
        case 2: return item("- ", lines)
        default: return item("12) ", lines)
        }
    }

    private func item(_ mark: String, _ lines: [String]) -> [String] {
        let indent = String(repeating: " ", count: mark.count)
        return lines.enumerated().map { $0 == 0 ? mark + $1 : $1.isEmpty ? "" : indent + $1 }
    }
}
