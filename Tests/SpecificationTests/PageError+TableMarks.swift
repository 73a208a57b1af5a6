extension PageError {
    static let ofTableMarks = [
        PageError(
            "cases above no table",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |

                <!-- cases: t -->
                Text.
                """#),
            #"""
            page.md:20:6: error: `cases` must be directly above a pipe table
               20 | <!-- cases: t -->
                  |      ^~~~~
                  = note: below it is a paragraph
            """#),
        PageError(
            "cases above a fenced block",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |

                <!-- cases: t -->
                ```pycon
                >>> 1
                ```
                """#),
            #"""
            page.md:20:6: error: `cases` must be directly above a pipe table
               20 | <!-- cases: t -->
                  |      ^~~~~
                  = note: below it is a fenced block
            page.md:21:1: error: this fenced block carries no mark
               21 | ```pycon
                  | ^~~
                  = note: above it goes `<!-- case: ID -->`, `<!-- setup: ID -->` or `<!-- not-run: REASON -->`
            """#),
        PageError(
            "cases above nothing",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |

                <!-- cases: t -->
                """#),
            #"""
            page.md:20:6: error: `cases` must be directly above a pipe table
               20 | <!-- cases: t -->
                  |      ^~~~~
                  = note: nothing follows it
            """#),
        PageError(
            "case above a table",
            validPage(
                #"""
                <!-- case: a -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:9:6: error: `case` must be directly above a fenced block
                9 | <!-- case: a -->
                  |      ^~~~
                  = note: below it is a paragraph
            page.md:10:1: error: this table carries no mark
               10 | | case | X | Y |
                  | ^
                  = note: above it goes `<!-- cases: TEMPLATE -->`, or `<!-- table -->` if it is only shown
            """#),
        PageError(
            "two marks above a table",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- table -->
                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:15:6: error: a pipe table has exactly one mark
               15 | <!-- table -->
                  |      ^~~~~
                  = note: the other is at page.md:16:6
            """#),
        PageError(
            "a mark of a block and one of a table",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- case: x -->
                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:15:6: error: `case` must be directly above a fenced block
               15 | <!-- case: x -->
                  |      ^~~~
                  = note: below it is another mark
            """#),
        PageError(
            "table without a mark",
            validPage(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:9:1: error: this table carries no mark
                9 | | case | X | Y |
                  | ^
                  = note: above it goes `<!-- cases: TEMPLATE -->`, or `<!-- table -->` if it is only shown
            """#),
        PageError(
            "table in a list without a mark",
            validPage(
                #"""
                - text

                  | a |
                  |---|
                """#),
            #"""
            page.md:11:3: error: this table carries no mark
               11 |   | a |
                  |   ^
                  = note: above it goes `<!-- cases: TEMPLATE -->`, or `<!-- table -->` if it is only shown
            """#),
        PageError(
            "table with words",
            validPage(
                #"""
                <!-- table: x -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:9:13: error: unexpected `x`: `table` takes nothing
                9 | <!-- table: x -->
                  |             ^
            """#),
        PageError(
            "table above no table",
            validPage(
                #"""
                <!-- table -->
                Text.
                """#),
            #"""
            page.md:9:6: error: `table` must be directly above a pipe table
                9 | <!-- table -->
                  |      ^~~~~
                  = note: below it is a paragraph
            """#),
        PageError(
            "fold on a rule",
            validPage(
                #"""
                <!-- rule: s fold="w x" -->
                It **may**.
                """#),
            #"""
            page.md:9:12: error: no case proves rule `s`
                9 | <!-- rule: s fold="w x" -->
                  |            ^
            page.md:9:14: error: key `fold` is not allowed for `rule`: it takes an ID only
                9 | <!-- rule: s fold="w x" -->
                  |              ^~~~
            """#),
        PageError(
            "fold without words",
            validPage(
                #"""
                <!-- case: x fold="" -->
                ```pycon
                >>> 1
                ```
                """#),
            #"""
            page.md:9:19: error: `fold` has no words
                9 | <!-- case: x fold="" -->
                  |                   ^~
                  = note: write `fold` alone, or fold="WORDS"
            """#),
        PageError(
            "fold that is never closed",
            validPage(
                #"""
                <!-- case: x fold="a b -->
                ```pycon
                >>> 1
                ```
                """#),
            #"""
            page.md:9:19: error: this quote is never closed
                9 | <!-- case: x fold="a b -->
                  |                   ^~
            page.md:9:22: error: unexpected `b`
                9 | <!-- case: x fold="a b -->
                  |                      ^
                  = note: after the ID come keys, written KEY=VALUE
            """#),
        PageError(
            "page that is not first",
            validPage(
                #"""
                <!-- page: p -->
                """#),
            #"""
            page.md:9:6: error: `page` must be the first block of the file
                9 | <!-- page: p -->
                  |      ^~~~
            """#),
    ]
}
