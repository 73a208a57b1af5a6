extension PageError {
    static let ofNames = [
        PageError(
            "unknown rule",
            validPage(fenced("<!-- case: x proves=r,q -->")),
            """
            page.md:9:23: error: unknown rule `q`
                9 | <!-- case: x proves=r,q -->
                  |                       ^
            """),
        PageError(
            "unknown setup",
            validPage(fenced("<!-- setup: three -->", "<!-- case: x uses=three,thre -->")),
            """
            page.md:13:25: error: unknown setup `thre` (did you mean `three`?)
               13 | <!-- case: x uses=three,thre -->
                  |                         ^~~~
            """),
        PageError(
            "unknown case",
            validPage(fenced("<!-- case: x after=page/cc -->")),
            """
            page.md:9:20: error: unknown case `page/cc` (did you mean `page/c`?)
                9 | <!-- case: x after=page/cc -->
                  |                    ^~~~~~~
            """),
        PageError(
            "after itself",
            validPage(fenced("<!-- case: x after=x -->")),
            """
            page.md:9:20: error: a case cannot come after itself
                9 | <!-- case: x after=x -->
                  |                    ^
            """),
        PageError(
            "after each other",
            validPage(fenced("<!-- case: x after=page/y -->", "<!-- case: y after=x -->", "<!-- case: z after=x -->")),
            """
            page.md:9:20: error: circular order of cases
                9 | <!-- case: x after=page/y -->
                  |                    ^~~~~~
                  = note: page/x → page/y → page/x
            """),
        PageError(
            "no rule to prove",
            fenced("<!-- case: x -->"),
            """
            page.md:1:12: error: this case proves no rule
                1 | <!-- case: x -->
                  |            ^
                  = note: put it below a rule in the same section, or name one: proves=RULE
            """),
        PageError(
            "no rule in a sibling section",
            "# A\n\n## B\n\n" + validPage("## C\n\n" + fenced("<!-- case: x -->")),
            """
            page.md:15:12: error: this case proves no rule
               15 | <!-- case: x -->
                  |            ^
                  = note: put it below a rule in the same section, or name one: proves=RULE
            """),
        PageError(
            "rule nothing proves",
            validPage("<!-- rule: x -->\nIt **must**."),
            """
            page.md:9:12: error: no case proves rule `x`
                9 | <!-- rule: x -->
                  |            ^
            """),
        PageError(
            "setup nothing uses",
            validPage(fenced("<!-- setup: x -->")),
            """
            page.md:9:13: error: no case uses setup `x`
                9 | <!-- setup: x -->
                  |             ^
            """),
    ]
}
