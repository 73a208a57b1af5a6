extension PageError {
    static let ofRows = [
        PageError(
            "row too short",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 |
                """#),
            #"""
            page.md:18:1: error: this row has 2 cells, the header 3
               18 | | a | 1 |
                  | ^~~~~~~~~
            """#),
        PageError(
            "row too long",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 | 3 |
                """#),
            #"""
            page.md:18:15: error: this row has 4 cells, the header 3
               18 | | a | 1 | 2 | 3 |
                  |               ^
                  = note: a bar inside a cell is written `\|`
            """#),
        PageError(
            "bar that is not escaped",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1|2 | 3 |
                | b | 1\|2 | 3 |
                """#),
            #"""
            page.md:18:13: error: this row has 4 cells, the header 3
               18 | | a | 1|2 | 3 |
                  |             ^
                  = note: a bar inside a cell is written `\|`
            """#),
        PageError(
            "bar in code that is not escaped",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | `1|2` | 3 |
                """#),
            #"""
            page.md:18:15: error: this row has 4 cells, the header 3
               18 | | a | `1|2` | 3 |
                  |               ^
                  = note: a bar inside a cell is written `\|`
            """#),
        PageError(
            "name used twice",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                | b | 1 | 2 |
                | a | 1 | 2 |
                """#),
            #"""
            page.md:20:3: error: duplicate case ID `a`
               20 | | a | 1 | 2 |
                  |   ^
                  = note: first used at page.md:18:3
            """#),
        PageError(
            "name of a case above",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | c | 1 | 2 |
                """#),
            #"""
            page.md:18:3: error: duplicate case ID `c`
               18 | | c | 1 | 2 |
                  |   ^
                  = note: first used at page.md:4:12
            """#),
        PageError(
            "empty table",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                """#),
            #"""
            page.md:16:1: error: this table has no rows
               16 | | case | X | Y |
                  | ^~~~~~~~~~~~~~~~
            """#),
        PageError(
            "row without a name",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | | 1 | 2 |
                """#),
            #"""
            page.md:18:3: error: this row has no name in its column `case`
               18 | | | 1 | 2 |
                  |   ^
            """#),
        PageError(
            "bad ID in a row",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a b | 1 | 2 |
                """#),
            #"""
            page.md:18:3: error: bad ID `a b`
               18 | | a b | 1 | 2 |
                  |   ^~~
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """#),
        PageError(
            "unknown column",
            templated(
                #"""
                | case | X | Y | profs |
                |---|---|---|---|
                | a | 1 | 2 | r |
                """#),
            #"""
            page.md:16:18: error: unknown column `profs`
               16 | | case | X | Y | profs |
                  |                  ^~~~~
                  = note: a column is `case`, a hole in capitals, or a key: profile, open, uses, requires, proves
            """#),
        PageError(
            "key that cannot be a column",
            templated(
                #"""
                | case | X | Y | fold |
                |---|---|---|---|
                | a | 1 | 2 | r |
                """#),
            #"""
            page.md:16:18: error: unknown column `fold`
               16 | | case | X | Y | fold |
                  |                  ^~~~
                  = note: a column is `case`, a hole in capitals, or a key: profile, open, uses, requires, proves
            """#),
        PageError(
            "column without a name",
            templated(
                #"""
                | case | X | Y | |
                |---|---|---|---|
                | a | 1 | 2 | r |
                """#),
            #"""
            page.md:16:18: error: this column has no name
               16 | | case | X | Y | |
                  |                  ^
                  = note: a column is `case`, a hole in capitals, or a key: profile, open, uses, requires, proves
            """#),
        PageError(
            "duplicate column",
            templated(
                #"""
                | case | X | Y | X |
                |---|---|---|---|
                | a | 1 | 2 | 3 |
                """#),
            #"""
            page.md:16:18: error: duplicate column `X`
               16 | | case | X | Y | X |
                  |                  ^
                  = note: the first is at page.md:16:10
            """#),
        PageError(
            "no column case",
            templated(
                #"""
                | X | Y |
                |---|---|
                | 1 | 2 |
                """#),
            #"""
            page.md:16:1: error: this table has no column `case`
               16 | | X | Y |
                  | ^~~~~~~~~
                  = note: it holds the names of the cases; above a table that is not run goes `<!-- table -->`
            """#),
        PageError(
            "key of the mark and of a column",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- cases: t proves=r -->
                | case | X | Y | proves |
                |---|---|---|---|
                | a | 1 | 2 | r |
                """#),
            #"""
            page.md:16:18: error: duplicate key `proves`
               16 | | case | X | Y | proves |
                  |                  ^~~~~~
                  = note: first given at page.md:15:15
            """#),
        PageError(
            "bad value in a column",
            templated(
                #"""
                | case | X | Y | proves | profile | open |
                |---|---|---|---|---|---|
                | a | 1 | 2 | r, x | `every` | a |
                """#),
            #"""
            page.md:18:18: error: unknown rule `x`
               18 | | a | 1 | 2 | r, x | `every` | a |
                  |                  ^
            page.md:18:23: error: bad profile `every`
               18 | | a | 1 | 2 | r, x | `every` | a |
                  |                       ^~~~~
                  = note: a profile is `recording`, `non-recording` or `any`
            page.md:18:32: error: bad option `a`
               18 | | a | 1 | 2 | r, x | `every` | a |
                  |                                ^
                  = note: an option is written OPTION:VALUE
            """#),
        PageError(
            "keys of a later row",
            templated(
                #"""
                | case | X | Y | profile |
                |---|---|---|---|
                | a | 1 | 2 | any |
                | a | 1 | 2 | |
                | a | 1 | 2 | recording |
                """#),
            #"""
            page.md:20:15: error: `profile` differs from that of the first row of `a`
               20 | | a | 1 | 2 | recording |
                  |               ^~~~~~~~~
                  = note: that is at page.md:18:15; it may be left empty here
            """#),
        PageError(
            "column of one of two tables",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                'Y'
                ```

                <!-- cases: t -->
                | case | X |
                |---|---|
                | a | 1 |

                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | b | 1 | 2 |

                <!-- cases: t -->
                | case | X |
                |---|---|
                | d | 1 |
                """#),
            #"""
            page.md:21:14: error: column `Y` must be in all tables of `t`, or in none
               21 | | case | X | Y |
                  |              ^
            """#),
        PageError(
            "header without a delimiter row",
            templated(
                #"""
                | case | X | Y |
                | a | 1 | 2 |
                """#),
            #"""
            page.md:16:1: error: this table has no delimiter row
               16 | | case | X | Y |
                  | ^~~~~~~~~~~~~~~~
                  = note: the line below the header is made of dashes and bars, such as `|---|---|`
            """#),
        PageError(
            "unequal delimiter row",
            templated(
                #"""
                | case | X | Y |
                |---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:17:1: error: this row has 2 cells, the header 3
               17 | |---|---|
                  | ^~~~~~~~~
            """#),
        PageError(
            "row of a shown table",
            validPage(
                #"""
                <!-- table -->
                | case | X | Y |
                |---|---|---|
                | a | b |
                | a | b | c | d |
                """#),
            #"""
            page.md:12:1: error: this row has 2 cells, the header 3
               12 | | a | b |
                  | ^~~~~~~~~
            page.md:13:15: error: this row has 4 cells, the header 3
               13 | | a | b | c | d |
                  |               ^
                  = note: a bar inside a cell is written `\|`
            """#),
        PageError(
            "table in a quotation",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                > <!-- cases: t -->
                > | case | X | Y |
                > |---|---|---|
                > | a | 1 |
                """#),
            #"""
            page.md:18:3: error: this row has 2 cells, the header 3
               18 | > | a | 1 |
                  |   ^~~~~~~~~
            """#),
        PageError(
            "beyond ASCII",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | é | 1 | 2 |
                | ü | 日本 |
                """#),
            #"""
            page.md:18:3: error: bad ID `é`
               18 | | é | 1 | 2 |
                  |   ^
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            page.md:19:1: error: this row has 2 cells, the header 3
               19 | | ü | 日本 |
                  | ^~~~~~~~~~~~
            page.md:19:3: error: bad ID `ü`
               19 | | ü | 日本 |
                  |   ^
                  = note: an ID is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """#),
    ]
}
