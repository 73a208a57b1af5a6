extension PageError {
    /// Comments that are almost marks, and statements that are almost rules.
    static let ofNearMarks = [
        PageError(
            "three hyphens",
            validPage("<!--- rule: x -->\nIt **must**."),
            """
            page.md:9:1: error: a mark begins with `<!--` and a space
                9 | <!--- rule: x -->
                  | ^~~~~
            """),
        PageError(
            "an equals sign for the colon",
            validPage("<!-- rule= x -->\nIt **must**."),
            """
            page.md:9:10: error: `rule` must be followed by a colon
                9 | <!-- rule= x -->
                  |          ^
            """),
        PageError(
            "a semicolon for the colon",
            validPage(fenced("<!-- case; x profile=any -->")),
            """
            page.md:9:10: error: `case` must be followed by a colon
                9 | <!-- case; x profile=any -->
                  |          ^
            """),
        PageError(
            "a wide colon",
            validPage(fenced("<!-- case\u{FF1A} x -->")),
            """
            page.md:9:10: error: `case` must be followed by a colon
                9 | <!-- case\u{FF1A} x -->
                  |          ^~
            """),
        PageError(
            "a no-break space before the name",
            validPage("<!--\u{A0}rule: x -->\nIt **must**."),
            """
            page.md:9:5: error: a mark cannot have a no-break space
                9 | <!--\u{A0}rule: x -->
                  |     ^
                  = note: write an ordinary space
            """),
        PageError(
            "a no-break space before the ID",
            validPage(fenced("<!-- case:\u{A0}x -->")),
            """
            page.md:9:11: error: a mark cannot have a no-break space
                9 | <!-- case:\u{A0}x -->
                  |           ^
                  = note: write an ordinary space
            """),
        PageError(
            "a long dash",
            validPage("<!\u{2014} rule: x \u{2014}>\nIt is."),
            """
            page.md:9:1: error: a mark begins with `<!--` and a space
                9 | <!\u{2014} rule: x \u{2014}>
                  | ^~~~
            """),
        PageError(
            "one hyphen",
            validPage("<!- rule: x ->\nIt is."),
            """
            page.md:9:1: error: a mark begins with `<!--` and a space
                9 | <!- rule: x ->
                  | ^~~~
            """),
        PageError(
            "a space in the middle",
            validPage("<! -- rule: x -->\nIt is."),
            """
            page.md:9:1: error: a mark begins with `<!--` and a space
                9 | <! -- rule: x -->
                  | ^~~~~~
            """),
        PageError(
            "no hyphens",
            validPage("<!rule: x>\n\nIt is."),
            """
            page.md:9:1: error: a mark begins with `<!--` and a space
                9 | <!rule: x>
                  | ^~
            """),
        PageError(
            "a mark inside a comment",
            validPage("<!-- a note\n\n" + fenced("<!-- not-run: reason -->")),
            """
            page.md:11:1: error: this mark is inside a comment
               11 | <!-- not-run: reason -->
                  | ^~~~~~~~~~~~~~~~~~~~~~~~
                  = note: the comment begins at page.md:9:1, and ends with the first `-->`
            """),
        PageError(
            "a mark that hides the next",
            validPage("<!-- not-run: reason ->\n```text\n```\n\n" + fenced("<!-- not-run: reason -->")),
            """
            page.md:13:1: error: this mark is inside a comment
               13 | <!-- not-run: reason -->
                  | ^~~~~~~~~~~~~~~~~~~~~~~~
                  = note: the comment begins at page.md:9:1, and ends with the first `-->`
            """),
        PageError(
            "a bold word outside rules",
            validPage("It\n**must not** be."),
            """
            page.md:10:1: error: **must not** is outside a rule
               10 | **must not** be.
                  | ^~~~~~~~~~~~
                  = note: put `<!-- rule: ID -->` above the sentence, or write *must not* where it is no rule
            """),
        PageError(
            "a bold word in capitals",
            validPage("> It __SHOULD__ be."),
            """
            page.md:9:6: error: **SHOULD** is outside a rule
                9 | > It __SHOULD__ be.
                  |      ^~~~~~~~~~
                  = note: put `<!-- rule: ID -->` above the sentence, or write *SHOULD* where it is no rule
            """),
        PageError(
            "a second item",
            validPage("<!-- rule: s -->\n- It **must**.\n- It **may**.\n\n" + fenced("<!-- case: d proves=s -->")),
            """
            page.md:11:6: error: **may** is outside a rule
               11 | - It **may**.
                  |      ^~~~~~~
                  = note: put `<!-- rule: ID -->` above the sentence, or write *may* where it is no rule
            """),
    ]
}
