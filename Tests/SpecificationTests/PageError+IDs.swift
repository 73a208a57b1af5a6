extension PageError {
    static let ofIDs = [
        PageError(
            "missing ID",
            validPage(fenced("<!-- case: -->")),
            """
            page.md:9:6: error: `case` needs an ID
                9 | <!-- case: -->
                  |      ^~~~
            """),
        PageError(
            "missing ID before keys",
            validPage(fenced("<!-- case: profile=any -->")),
            """
            page.md:9:12: error: `case` needs an ID before its keys
                9 | <!-- case: profile=any -->
                  |            ^~~~~~~~~~~
            """),
        PageError(
            "missing ID of a rule",
            validPage("<!-- rule: -->\nIt **must**."),
            """
            page.md:9:6: error: `rule` needs an ID
                9 | <!-- rule: -->
                  |      ^~~~
            """),
        PageError(
            "bad ID",
            validPage(fenced("<!-- case: _x -->")),
            """
            page.md:9:12: error: bad ID `_x`
                9 | <!-- case: _x -->
                  |            ^~
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        PageError(
            "bad ID beyond ASCII",
            validPage(fenced("<!-- setup: é -->")),
            """
            page.md:9:13: error: bad ID `é`
                9 | <!-- setup: é -->
                  |             ^
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        PageError(
            "duplicate case",
            validPage(fenced("<!-- case: c -->")),
            """
            page.md:9:12: error: duplicate case ID `c`
                9 | <!-- case: c -->
                  |            ^
                  = note: first used at page.md:4:12
            """),
        PageError(
            "duplicate rule",
            validPage("<!-- rule: r -->\nIt **may**."),
            """
            page.md:9:12: error: duplicate rule ID `r`
                9 | <!-- rule: r -->
                  |            ^
                  = note: first used at page.md:1:12
            """),
        PageError(
            "duplicate setup",
            validPage(fenced("<!-- setup: s -->", "<!-- setup: s -->", "<!-- case: d uses=s -->")),
            """
            page.md:13:13: error: duplicate setup ID `s`
               13 | <!-- setup: s -->
                  |             ^
                  = note: first used at page.md:9:13
            """),
    ]
}
