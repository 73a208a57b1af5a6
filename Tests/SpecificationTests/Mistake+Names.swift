extension Mistake {
    static let ofNames = [
        Mistake(
            "unknown rule",
            soundPage(fenced("<!-- case: x proves=r,q -->")),
            """
            page.md:9:23: error: unknown rule `q`
                9 | <!-- case: x proves=r,q -->
                  |                       ^
            """),
        Mistake(
            "unknown setup",
            soundPage(fenced("<!-- setup: three -->", "<!-- case: x uses=three,thre -->")),
            """
            page.md:13:25: error: unknown setup `thre` (did you mean `three`?)
               13 | <!-- case: x uses=three,thre -->
                  |                         ^~~~
            """),
        Mistake(
            "unknown case",
            soundPage(fenced("<!-- case: x after=page/cc -->")),
            """
            page.md:9:20: error: unknown case `page/cc` (did you mean `page/c`?)
                9 | <!-- case: x after=page/cc -->
                  |                    ^~~~~~~
            """),
        Mistake(
            "after itself",
            soundPage(fenced("<!-- case: x after=x -->")),
            """
            page.md:9:20: error: a case cannot come after itself
                9 | <!-- case: x after=x -->
                  |                    ^
            """),
        Mistake(
            "after each other",
            soundPage(fenced("<!-- case: x after=page/y -->", "<!-- case: y after=x -->", "<!-- case: z after=x -->")),
            """
            page.md:9:20: error: these cases come after each other
                9 | <!-- case: x after=page/y -->
                  |                    ^~~~~~
                  = note: page/x → page/y → page/x
            """),
        Mistake(
            "no rule to prove",
            fenced("<!-- case: x -->"),
            """
            page.md:1:12: error: this case proves no rule
                1 | <!-- case: x -->
                  |            ^
                  = note: put it below a rule in the same section, or name one: proves=RULE
            """),
        Mistake(
            "no rule in a sibling section",
            "# A\n\n## B\n\n" + soundPage("## C\n\n" + fenced("<!-- case: x -->")),
            """
            page.md:15:12: error: this case proves no rule
               15 | <!-- case: x -->
                  |            ^
                  = note: put it below a rule in the same section, or name one: proves=RULE
            """),
        Mistake(
            "rule nothing proves",
            soundPage("<!-- rule: x -->\nIt **must**."),
            """
            page.md:9:12: error: no case proves rule `x`
                9 | <!-- rule: x -->
                  |            ^
            """),
        Mistake(
            "setup nothing uses",
            soundPage(fenced("<!-- setup: x -->")),
            """
            page.md:9:13: error: no case uses setup `x`
                9 | <!-- setup: x -->
                  |             ^
            """),
    ]
}
