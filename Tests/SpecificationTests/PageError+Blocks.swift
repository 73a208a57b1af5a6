extension PageError {
    static let ofBlocks = [
        PageError(
            "rule without a level",
            fenced("<!-- rule: x -->\nIt must.\n\n<!-- case: x -->"),
            """
            page.md:1:12: error: this rule has no level
                1 | <!-- rule: x -->
                  |            ^
                  = note: its text says **must**, **must not**, **should**, **should not** or **may** in bold
            """),
        PageError(
            "rule with a capital level",
            fenced("<!-- rule: x -->\nIt **MUST**.\n\n<!-- case: x -->"),
            """
            page.md:1:12: error: this rule has no level
                1 | <!-- rule: x -->
                  |            ^
                  = note: its text says **must**, **must not**, **should**, **should not** or **may** in bold
            """),
        PageError(
            "rule with two levels",
            fenced("<!-- rule: x -->\nIt **must**, it **may**\nand *it **must not***.\n\n<!-- case: x -->"),
            """
            page.md:1:12: error: this rule has more than one level: **must** and **may**
                1 | <!-- rule: x -->
                  |            ^
                  = note: make each a rule of its own
            """),
        PageError(
            "empty body",
            validPage("<!-- case: x -->\n```pycon\n \n```"),
            """
            page.md:10:1: error: this case is empty
               10 | ```pycon
                  | ^~~
            """),
        PageError(
            "unclosed fence",
            validPage("<!-- case: x -->\n```pycon\n1"),
            """
            page.md:10:1: error: this fenced block is never closed
               10 | ```pycon
                  | ^~~
            """),
        PageError(
            "unclosed fence in a quote",
            validPage("> <!-- case: x -->\n> ```pycon\n> 1\n\nText\n```text"),
            """
            page.md:10:3: error: this fenced block is never closed
               10 | > ```pycon
                  |   ^~~
            page.md:14:1: error: this fenced block carries no mark
               14 | ```text
                  | ^~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            page.md:14:1: error: this fenced block is never closed
               14 | ```text
                  | ^~~
            """),
        PageError(
            "case without a language",
            validPage("<!-- case: x -->\n```\n1\n```"),
            """
            page.md:10:1: error: a case needs a language
               10 | ```
                  | ^~~
                  = note: it is one of pycon, console, python, swift, json; mark a block that is not run `not-run: REASON`
            """),
        PageError(
            "unknown language",
            validPage("<!-- case: x -->\n```  pyton x\n1\n```"),
            """
            page.md:10:6: error: unknown language `pyton` (did you mean `pycon`?)
               10 | ```  pyton x
                  |      ^~~~~
                  = note: it is one of pycon, console, python, swift, json; mark a block that is not run `not-run: REASON`
            """),
        PageError(
            "unknown language without a suggestion",
            validPage("<!-- case: x -->\n```text\n1\n```"),
            """
            page.md:10:4: error: unknown language `text`
               10 | ```text
                  |    ^~~~
                  = note: it is one of pycon, console, python, swift, json; mark a block that is not run `not-run: REASON`
            """),
        PageError(
            "mark in indented code",
            validPage(
                "Text\n\n    <!-- case: x -->\n    ```pycon\n    1\n    ```\n\n>     <!-- note: x -->\n>     <!-- rule: y"
            ),
            """
            page.md:11:5: error: this mark is indented as code, so it has no effect
               11 |     <!-- case: x -->
                  |     ^~~~~~~~~~~~~~~~
                  = note: to show a mark as code, use a fenced block
            page.md:17:7: error: this mark is indented as code, so it has no effect
               17 | >     <!-- rule: y
                  |       ^~~~
                  = note: to show a mark as code, use a fenced block
            """),
        PageError(
            "unknown language of a setup",
            validPage("<!-- setup: x -->\n~~~cobol\n1\n~~~"),
            """
            page.md:9:13: error: no case uses setup `x`
                9 | <!-- setup: x -->
                  |             ^
            page.md:10:4: error: unknown language `cobol`
               10 | ~~~cobol
                  |    ^~~~~
                  = note: it is one of pycon, console, python, swift, json; mark a block that is not run `not-run: REASON`
            """),
        PageError(
            "setup in JSON",
            validPage("<!-- setup: x -->\n```json\n1\n```"),
            """
            page.md:9:13: error: no case uses setup `x`
                9 | <!-- setup: x -->
                  |             ^
            page.md:10:4: error: a setup is written in pycon or python, not in json
               10 | ```json
                  |    ^~~~
            """),
        PageError(
            "NUL",
            validPage("a\0b\0"),
            """
            page.md:9:2: error: NUL is not allowed in a page
                9 | a�b�
                  |  ^
            """),
    ]
}
