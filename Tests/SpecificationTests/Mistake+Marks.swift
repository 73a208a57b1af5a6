extension Mistake {
    static let ofMarks = [
        Mistake(
            "misspelt mark",
            soundPage(fenced("<!-- caes: x -->")),
            """
            page.md:9:6: error: unknown mark `caes` (did you mean `case`?)
                9 | <!-- caes: x -->
                  |      ^~~~
            """),
        Mistake(
            "misspelt mark of a rule",
            soundPage("<!-- rul: x -->\nIt **must**."),
            """
            page.md:9:6: error: unknown mark `rul` (did you mean `rule`?)
                9 | <!-- rul: x -->
                  |      ^~~
            """),
        Mistake(
            "capital mark",
            soundPage(fenced("<!-- Case: x -->")),
            """
            page.md:9:6: error: unknown mark `Case` (did you mean `case`?)
                9 | <!-- Case: x -->
                  |      ^~~~
            """),
        Mistake(
            "no colon",
            soundPage(fenced("<!-- case x -->")),
            """
            page.md:9:6: error: `case` must be followed by a colon
                9 | <!-- case x -->
                  |      ^~~~
            """),
        Mistake(
            "unclosed",
            soundPage(fenced("<!-- case: x")),
            """
            page.md:9:1: error: this comment is never closed
                9 | <!-- case: x
                  | ^~~~
                  = note: it ends with `-->`
            """),
        Mistake(
            "unclosed comment",
            soundPage("<!-- a note\n\n# Text"),
            """
            page.md:9:1: error: this comment is never closed
                9 | <!-- a note
                  | ^~~~
                  = note: it ends with `-->`
            """),
        Mistake(
            "text after",
            soundPage(fenced("<!-- case: x --> here")),
            """
            page.md:9:18: error: a mark must be alone on its line, outside other HTML
                9 | <!-- case: x --> here
                  |                  ^~~~
            """),
        Mistake(
            "text before",
            soundPage("Here: <!-- case: x -->"),
            """
            page.md:9:7: error: a mark must be alone on its line, outside other HTML
                9 | Here: <!-- case: x -->
                  |       ^~~~~~~~~~~~~~~~
            """),
        Mistake(
            "text before, unclosed",
            soundPage("Here: <!-- case: x"),
            """
            page.md:9:7: error: this comment is never closed
                9 | Here: <!-- case: x
                  |       ^~~~
                  = note: it ends with `-->`
            """),
        Mistake(
            "within other HTML",
            soundPage("<div>\n<!-- case: x -->\n</div>"),
            """
            page.md:10:1: error: a mark must be alone on its line, outside other HTML
               10 | <!-- case: x -->
                  | ^~~~
            """),
        Mistake(
            "two on a line",
            soundPage(fenced("<!-- case: x --><!-- case: y -->")),
            """
            page.md:9:17: error: a mark must be alone on its line, outside other HTML
                9 | <!-- case: x --><!-- case: y -->
                  |                 ^~~~~~~~~~~~~~~~
            """),
        Mistake(
            "case above a paragraph",
            soundPage("<!-- case: x -->\nText."),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is a paragraph
            """),
        Mistake(
            "case above indented code",
            soundPage("<!-- case: x -->\n\n    1"),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is indented code
            """),
        Mistake(
            "case above a heading",
            soundPage("<!-- case: x -->\n# Text"),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is a heading
            """),
        Mistake(
            "case above other HTML",
            soundPage(fenced("<!-- case: x -->\n<!-- note -->")),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is other HTML
            page.md:11:1: error: this fenced block carries no mark
               11 | ```pycon
                  | ^~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """),
        Mistake(
            "nothing follows",
            soundPage("<!-- case: x -->"),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: nothing follows it
            """),
        Mistake(
            "nothing follows in its item",
            soundPage("- <!-- setup: x -->\n\nText"),
            """
            page.md:9:8: error: `setup` must be directly above a fenced block
                9 | - <!-- setup: x -->
                  |        ^~~~~
                  = note: nothing follows it
            """),
        Mistake(
            "rule above a fence",
            soundPage(fenced("<!-- rule: x -->")),
            """
            page.md:9:6: error: `rule` must be directly above a paragraph or a list item
                9 | <!-- rule: x -->
                  |      ^~~~
                  = note: below it is a fenced block
            page.md:10:1: error: this fenced block carries no mark
               10 | ```pycon
                  | ^~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """),
        Mistake(
            "rule above a list without text",
            soundPage("<!-- rule: x -->\n- # It **must**"),
            """
            page.md:9:6: error: `rule` must be directly above a paragraph or a list item
                9 | <!-- rule: x -->
                  |      ^~~~
                  = note: below it is a list that begins with no text
            """),
        Mistake(
            "two marks on a fence",
            soundPage(fenced("<!-- case: x -->\n<!-- case: y -->")),
            """
            page.md:9:6: error: a fenced block carries exactly one mark
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: the other is at page.md:10:6
            """),
        Mistake(
            "rule and case stacked",
            soundPage(fenced("<!-- rule: x -->\n<!-- case: y -->")),
            """
            page.md:9:6: error: `rule` must be directly above a paragraph or a list item
                9 | <!-- rule: x -->
                  |      ^~~~
                  = note: below it is another mark
            """),
        Mistake(
            "unmarked fence",
            soundPage("```pycon\n1\n```"),
            """
            page.md:9:1: error: this fenced block carries no mark
                9 | ```pycon
                  | ^~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """),
        Mistake(
            "unmarked fence in a list",
            soundPage("- text\n\n  ~~~~ pycon\n  1\n  ~~~~"),
            """
            page.md:11:3: error: this fenced block carries no mark
               11 |   ~~~~ pycon
                  |   ^~~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """),
        Mistake(
            "not-run without a reason",
            soundPage("<!-- not-run: -->\n```sql\n1\n```"),
            """
            page.md:9:6: error: `not-run` needs a reason
                9 | <!-- not-run: -->
                  |      ^~~~~~~
            """),
    ]
}
