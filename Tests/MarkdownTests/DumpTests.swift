import Diagnostics
import Markdown
import Testing

@Suite struct DumpTests {
    @Test(arguments: [
        (
            "# A *b*\n\nc\nd  \ne",
            """
            heading 1 [1:1-1:8]
              text "A "
              emphasis
                text "b"
            paragraph [3:1-5:2]
              text "c"
              soft break
              text "d"
              line break
              text "e"
            """
        ),
        (
            "3) a\n4) b\n\n- c\n\n  d",
            """
            ordered list [1:1-3:1] 3) tight
              item [1:1-1:5]
                paragraph [1:4-1:5]
                  text "a"
              item [2:1-3:1]
                paragraph [2:4-2:5]
                  text "b"
            bullet list [4:1-6:4] loose
              item [4:1-6:4]
                paragraph [4:3-4:4]
                  text "c"
                paragraph [6:3-6:4]
                  text "d"
            """
        ),
        (
            "> ~~~~ py 3\n> é\n> ~~~~\n\n    x\n\n---",
            """
            block quote [1:1-3:7]
              fenced code [1:3-3:7] ~*4 "py 3" "é\\n"
            indented code [5:5-5:6] "x\\n"
            thematic break [7:1-7:4]
            """
        ),
        (
            "<!-- a\n\nb -->\ntext",
            """
            html [1:1-3:6] "<!-- a\\n\\nb -->\\n"
            paragraph [4:1-4:5]
              text "text"
            """
        ),
        (
            "[a](b \"c\") ![d](e) `f` <g> **h** &amp;*",
            """
            paragraph [1:1-1:40]
              link "b" "c"
                text "a"
              text " "
              image "e" ""
                text "d"
              text " "
              code "f"
              text " "
              html "<g>"
              text " "
              strong
                text "h"
              text " &*"
            """
        ),
    ])
    func thePageIsParsed(_ page: String, _ dump: String) {
        #expect(MarkdownDocument.make(page).dump() == dump)
    }

    @Test(arguments: [
        ("```\na\n```", true), ("```\na", false), ("> ```\n> a\n```\n", false), ("- ```\n  a\n\n  ```", true),
        ("- ```\n  a\nb", false), ("~~~\n```", false), ("````\n```\n````", true), ("> - ```\n> ```", false),
        ("```\n```", true), ("```", false), ("   ```\n a\n  ```", true),
    ])
    func aFenceIsClosedByAFence(_ page: String, _ isClosed: Bool) throws {
        guard case .codeBlock(let code) = try #require(MarkdownDocument.make(page).fencedBlock).kind else { return }
        #expect(code.fence?.isClosed == isClosed)
    }

    @Test(arguments: ["    ```\n    a", "    ```", "    ~~~ x\n    ~~~ x\n", "- a\n\n      ```\n"])
    func indentedCodeIsNotAFence(_ page: String) {
        #expect(MarkdownDocument.make(page).fencedBlock == nil)
    }

    @Test func inlineHTMLHasItsPosition() {
        let document = MarkdownDocument.make("> - a `<b>` <b>\n>   *x <b>* <i\n>   j> <b>")
        var ranges: [String] = []
        for block in document.allBlocks where block.kind == .paragraph {
            for inline in block.inlines {
                for piece in [inline] + Array(inline.children) {
                    if let range = piece.htmlRange {
                        ranges.append("\(document.source.position(at: range.lowerBound))")
                    }
                }
            }
        }
        #expect(ranges == ["1:13", "2:8", "2:13", "3:8"])
    }
}
