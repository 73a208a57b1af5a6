extension PageError {
    static let ofMarks = [
        PageError(
            "misspelt mark",
            validPage(fenced("<!-- caes: x -->")),
            """
            page.md:9:6: error: unknown mark `caes` (did you mean `case`?)
                9 | <!-- caes: x -->
                  |      ^~~~
            """),
        PageError(
            "misspelt mark of a rule",
            validPage("<!-- rul: x -->\nIt **must**."),
            """
            page.md:9:6: error: unknown mark `rul` (did you mean `rule`?)
                9 | <!-- rul: x -->
                  |      ^~~
            """),
        PageError(
            "capital mark",
            validPage(fenced("<!-- Case: x -->")),
            """
            page.md:9:6: error: unknown mark `Case` (did you mean `case`?)
                9 | <!-- Case: x -->
                  |      ^~~~
            """),
        PageError(
            "no colon",
            validPage(fenced("<!-- case x -->")),
            """
            page.md:9:6: error: `case` must be followed by a colon
                9 | <!-- case x -->
                  |      ^~~~
            """),
        PageError(
            "unclosed",
            validPage(fenced("<!-- case: x")),
            """
            page.md:9:1: error: this comment is never closed
                9 | <!-- case: x
                  | ^~~~
                  = note: it ends with `-->`
            """),
        PageError(
            "unclosed comment",
            validPage("<!-- a note\n\n# Text"),
            """
            page.md:9:1: error: this comment is never closed
                9 | <!-- a note
                  | ^~~~
                  = note: it ends with `-->`
            """),
        PageError(
            "text after",
            validPage(fenced("<!-- case: x --> here")),
            """
            page.md:9:18: error: a mark must be alone on its line, outside other HTML
                9 | <!-- case: x --> here
                  |                  ^~~~
            """),
        PageError(
            "text before",
            validPage("Here: <!-- case: x -->"),
            """
            page.md:9:7: error: a mark must be alone on its line, outside other HTML
                9 | Here: <!-- case: x -->
                  |       ^~~~~~~~~~~~~~~~
            """),
        PageError(
            "text before, unclosed",
            validPage("Here: <!-- case: x"),
            """
            page.md:9:7: error: this comment is never closed
                9 | Here: <!-- case: x
                  |       ^~~~
                  = note: it ends with `-->`
            """),
        PageError(
            "within other HTML",
            validPage("<div>\n<!-- case: x -->\n</div>"),
            """
            page.md:10:1: error: a mark must be alone on its line, outside other HTML
               10 | <!-- case: x -->
                  | ^~~~
            """),
        PageError(
            "two on a line",
            validPage(fenced("<!-- case: x --><!-- case: y -->")),
            """
            page.md:9:17: error: a mark must be alone on its line, outside other HTML
                9 | <!-- case: x --><!-- case: y -->
                  |                 ^~~~~~~~~~~~~~~~
            """),
        PageError(
            "case above a paragraph",
            validPage("<!-- case: x -->\nText."),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is a paragraph
            """),
        PageError(
            "case above indented code",
            validPage("<!-- case: x -->\n\n    1"),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is indented code
            """),
        PageError(
            "case above a heading",
            validPage("<!-- case: x -->\n# Text"),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is a heading
            """),
        PageError(
            "case above other HTML",
            validPage(fenced("<!-- case: x -->\n<!-- note -->")),
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
        PageError(
            "nothing follows",
            validPage("<!-- case: x -->"),
            """
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: nothing follows it
            """),
        PageError(
            "nothing follows in its item",
            validPage("- <!-- setup: x -->\n\nText"),
            """
            page.md:9:8: error: `setup` must be directly above a fenced block
                9 | - <!-- setup: x -->
                  |        ^~~~~
                  = note: nothing follows it
            """),
        PageError(
            "rule above a fence",
            validPage(fenced("<!-- rule: x -->")),
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
        PageError(
            "rule above a list without text",
            validPage("<!-- rule: x -->\n- # It **must**"),
            """
            page.md:9:6: error: `rule` must be directly above a paragraph or a list item
                9 | <!-- rule: x -->
                  |      ^~~~
                  = note: below it is a list that begins with no text
            """),
        PageError(
            "two marks on a fence",
            validPage(fenced("<!-- case: x -->\n<!-- case: y -->")),
            """
            page.md:9:6: error: a fenced block has exactly one mark
                9 | <!-- case: x -->
                  |      ^~~~
                  = note: the other is at page.md:10:6
            """),
        PageError(
            "rule and case stacked",
            validPage(fenced("<!-- rule: x -->\n<!-- case: y -->")),
            """
            page.md:9:6: error: `rule` must be directly above a paragraph or a list item
                9 | <!-- rule: x -->
                  |      ^~~~
                  = note: below it is another mark
            """),
        PageError(
            "unmarked fence",
            validPage("```pycon\n1\n```"),
            """
            page.md:9:1: error: this fenced block carries no mark
                9 | ```pycon
                  | ^~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """),
        PageError(
            "unmarked fence in a list",
            validPage("- text\n\n  ~~~~ pycon\n  1\n  ~~~~"),
            """
            page.md:11:3: error: this fenced block carries no mark
               11 |   ~~~~ pycon
                  |   ^~~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """),
        PageError(
            "not-run without a reason",
            validPage("<!-- not-run: -->\n```sql\n1\n```"),
            """
            page.md:9:6: error: `not-run` needs a reason
                9 | <!-- not-run: -->
                  |      ^~~~~~~
            """),
    ]
}
