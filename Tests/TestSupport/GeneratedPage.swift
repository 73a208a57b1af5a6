import Support

/// Generates random pages that nest all constructs of CommonMark.
public struct GeneratedPage {
    private var random: SplitMix

    /// Returns the page for a seed.
    public static func text(seed: UInt64) -> String {
        var page = GeneratedPage(random: SplitMix(seed: seed))
        return page.blocks(depth: 0) + "\n" + references
    }

    private static let references = """

        [ref]: /of/reference "a title"
        [Ünï]: <https://example.org/ä?q=1&r=%20#é> 'sïngle'
        [bad]: javascript:alert(1)

        """

    private mutating func pick<Element>(_ elements: [Element]) -> Element { random.pick(elements) }
}

// MARK: - Blocks

extension GeneratedPage {
    private mutating func blocks(depth: Int) -> String {
        let count = Int.random(in: 1...(depth == 0 ? 12 : 3), using: &random)
        return (0..<count).map { _ in block(depth: depth) }.joined(separator: pick(["\n", "\n\n", "\n\n\n"])) + "\n"
    }

    private mutating func block(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 3 ? 8 : 14), using: &random) {
        case 0...3: return paragraph()
        case 4: return heading()
        case 5: return pick(["***", "- - -", "___"])
        case 6: return code()
        case 7: return pick(Self.html)
        case 8, 9: return prefixed(blocks(depth: depth + 1), first: "> ", rest: pick(["> ", ">", "> "]))
        default: return list(depth: depth)
        }
    }

    private mutating func paragraph() -> String {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in inlines() }
            .joined(separator: pick(["\n", "  \n", "\\\n", "\n   "]))
    }

    private mutating func heading() -> String {
        pick([
            "\(String(repeating: "#", count: Int.random(in: 1...6, using: &random))) \(inlines())",
            "\(word())\n===", "\(word()) *\(word())*\n---",
        ])
    }

    private mutating func code() -> String {
        let info = pick(["", "python", "c++ and more", "a&amp;b", "\\* x"])
        return pick([
            "```\(info)\n\(word()) <b> & \"\n\n  x\n```", "~~~\(info)\n```\n~~~", "    \(word())\n\n\tindented <i>",
            "```\nnever closed",
        ])
    }

    private mutating func list(depth: Int) -> String {
        let marker = pick(["- ", "* ", "+ ", "1. ", "7) ", "-\t", "0. "])
        let indent = String(repeating: " ", count: marker == "-\t" ? 4 : marker.count)
        let separator = pick(["", "", "\n"])
        return (0..<Int.random(in: 1...4, using: &random)).map { _ in
            prefixed(pick([true, false]) ? paragraph() : blocks(depth: depth + 1), first: marker, rest: indent)
        }.joined(separator: separator)
    }

    private func prefixed(_ text: String, first: String, rest: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n") + "\n"
    }

    private static let html = [
        "<div class=\"x\">\n*not emphasis*\n</div>", "<!-- a comment\n\nof lines -->", "<script>\nalert(1)\n</script>",
        "<?php echo 1 ?>", "<table onclick=x><tr><td>\n</td></tr></table>", "<!DOCTYPE html>", "</p>",
    ]
}

// MARK: - Inlines

extension GeneratedPage {
    private mutating func inlines() -> String {
        (0..<Int.random(in: 1...6, using: &random)).map { _ in inline(depth: 0) }.joined(
            separator: pick([" ", "", " "]))
    }

    private mutating func inline(depth: Int) -> String {
        guard depth < 3 else { return word() }
        switch Int.random(in: 0..<16, using: &random) {
        case 0...4: return word()
        case 5: return "*\(inline(depth: depth + 1))*"
        case 6: return "**\(inline(depth: depth + 1)) \(word())**"
        case 7: return "_\(inline(depth: depth + 1))_"
        case 8: return pick(["`\(word())`", "`` a ` b ``", "` <b>&amp; `", "`\n x`"])
        case 9, 10: return "[\(inline(depth: depth + 1))]\(destination())"
        case 11: return "![\(inline(depth: depth + 1)) \"q\"]\(destination())"
        case 12: return pick(["<https://example.org/a?b=c&d>", "<me@example.org>", "<x:y>", "<javascript:alert(1)>"])
        case 13: return pick(["<b>", "</b>", "<br/>", "<!-- c -->", "<a href='x'>", "<?p?>", "<![CDATA[x]]>"])
        case 14:
            return pick(["&amp;", "&copy;", "&#35;", "&#xe4;", "&nosuch;", "&#0;", "\\*", "\\\\", "\\a", "&quot;"])
        default:
            return pick(["*", "_", "`", "[", "]", "<", ">", "\"", "'", "![", "](", "**a_", "a\tb", "日本", "é\u{301}"])
        }
    }

    private mutating func destination() -> String {
        pick([
            "(/path)", "(<with space> \"title & <\")", "(page.html#part 'it''s')", "(a\\)b)",
            "(https://example.org/ä b)",
            "(https://example.org/?a=1&b=[2])", "[ref]", "[Ünï]", "[]", "[nosuch]", "[bad]", "(javascript:alert(1))",
            "(DATA:text/html,x)", "(mailto:me@example.org)", "(vbscript:x)", "(file:///etc/passwd)", "(%zz\\\"q)",
        ])
    }

    private mutating func word() -> String {
        pick([
            "word", "two words", "*", "naïve", "日本語", "a_b_c", "x<y", "R&D", "\"quoted\"", "3 * 4", "🙂", "snake_case_",
            "http://bare.example", "1.", "#", "- x", "\u{a0}",
        ])
    }
}
