extension Mistake {
    static let ofIDs = [
        Mistake(
            "missing ID",
            soundPage(fenced("<!-- case: -->")),
            """
            page.md:9:6: error: `case` needs an ID
                9 | <!-- case: -->
                  |      ^~~~
            """),
        Mistake(
            "missing ID before keys",
            soundPage(fenced("<!-- case: profile=any -->")),
            """
            page.md:9:12: error: `case` needs an ID before its keys
                9 | <!-- case: profile=any -->
                  |            ^~~~~~~~~~~
            """),
        Mistake(
            "missing ID of a rule",
            soundPage("<!-- rule: -->\nIt **must**."),
            """
            page.md:9:6: error: `rule` needs an ID
                9 | <!-- rule: -->
                  |      ^~~~
            """),
        Mistake(
            "bad ID",
            soundPage(fenced("<!-- case: _x -->")),
            """
            page.md:9:12: error: bad ID `_x`
                9 | <!-- case: _x -->
                  |            ^~
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        Mistake(
            "bad ID beyond ASCII",
            soundPage(fenced("<!-- setup: é -->")),
            """
            page.md:9:13: error: bad ID `é`
                9 | <!-- setup: é -->
                  |             ^
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        Mistake(
            "duplicate case",
            soundPage(fenced("<!-- case: c -->")),
            """
            page.md:9:12: error: duplicate case ID `c`
                9 | <!-- case: c -->
                  |            ^
                  = note: first used at page.md:4:12
            """),
        Mistake(
            "duplicate rule",
            soundPage("<!-- rule: r -->\nIt **may**."),
            """
            page.md:9:12: error: duplicate rule ID `r`
                9 | <!-- rule: r -->
                  |            ^
                  = note: first used at page.md:1:12
            """),
        Mistake(
            "duplicate setup",
            soundPage(fenced("<!-- setup: s -->", "<!-- setup: s -->", "<!-- case: d uses=s -->")),
            """
            page.md:13:13: error: duplicate setup ID `s`
               13 | <!-- setup: s -->
                  |             ^
                  = note: first used at page.md:9:13
            """),
    ]
}
