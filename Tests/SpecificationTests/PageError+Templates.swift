extension PageError {
    static let ofTemplates = [
        PageError(
            "hole without a column",
            templated(
                #"""
                | case | X |
                |---|---|
                | a | 1 |
                """#),
            #"""
            page.md:16:1: error: this table has no column `Y`, a hole of the template `t`
               16 | | case | X |
                  | ^~~~~~~~~~~~
                  = note: the hole is at page.md:12:1
            """#),
        PageError(
            "column without a hole",
            templated(
                #"""
                | case | X | Y | Z |
                |---|---|---|---|
                | a | 1 | 2 | 3 |
                """#),
            #"""
            page.md:16:18: error: template `t` has no hole `Z`
               16 | | case | X | Y | Z |
                  |                  ^
            """#),
        PageError(
            "unknown template",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |

                <!-- cases: s -->
                | case | X | Y |
                |---|---|---|
                | b | 1 | 2 |
                """#),
            #"""
            page.md:20:13: error: unknown template `s`
               20 | <!-- cases: s -->
                  |             ^
            """#),
        PageError(
            "template below its table",
            validPage(
                #"""
                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |

                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```
                """#),
            #"""
            page.md:9:13: error: template `t` must be above its tables
                9 | <!-- cases: t -->
                  |             ^
                  = note: it is at page.md:14:16
            """#),
        PageError(
            "template that no table uses",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```
                """#),
            #"""
            page.md:9:16: error: no table uses template `t`
                9 | <!-- template: t -->
                  |                ^
            """#),
        PageError(
            "duplicate template",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:15:16: error: duplicate template ID `t`
               15 | <!-- template: t -->
                  |                ^
                  = note: first used at page.md:9:16
            """#),
        PageError(
            "duplicate first lines",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- template: t first -->
                ```pycon
                >>> 1
                ```
                <!-- template: t first -->
                ```pycon
                >>> 1
                ```
                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:19:16: error: duplicate template ID `t`
               19 | <!-- template: t first -->
                  |                ^
                  = note: first used at page.md:15:16
            """#),
        PageError(
            "first lines without a template",
            validPage(
                #"""
                <!-- template: t first -->
                ```pycon
                >>> X
                ```

                <!-- cases: t -->
                | case | X |
                |---|---|
                | a | 1 |
                """#),
            #"""
            page.md:14:13: error: template `t` has only its first lines
               14 | <!-- cases: t -->
                  |             ^
                  = note: it is at page.md:9:16
            """#),
        PageError(
            "first lines below a table",
            templated(
                #"""
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |

                <!-- template: t first -->
                ```pycon
                >>> 1
                ```
                """#),
            #"""
            page.md:20:16: error: template `t` must be above its tables
               20 | <!-- template: t first -->
                  |                ^
            """#),
        PageError(
            "template in another language",
            validPage(
                #"""
                <!-- template: t -->
                ```console
                >>> f(X)
                Y
                ```

                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:10:4: error: a template is written in pycon, not in console
               10 | ```console
                  |    ^~~~~~~
            """#),
        PageError(
            "template without an ID",
            validPage(
                #"""
                <!-- template: -->
                ```pycon
                >>> f(X)
                Y
                ```

                Text
                """#),
            #"""
            page.md:9:6: error: `template` needs an ID
                9 | <!-- template: -->
                  |      ^~~~~~~~
            """#),
        PageError(
            "key of a template",
            validPage(
                #"""
                <!-- template: t uses=s -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:9:18: error: key `uses` is not allowed for `template`: it takes an ID only
                9 | <!-- template: t uses=s -->
                  |                  ^~~~
            """#),
        PageError(
            "empty template",
            validPage(
                #"""
                <!-- template: t -->
                ```pycon
                ```

                <!-- cases: t -->
                | case |
                |---|
                | a |
                """#),
            #"""
            page.md:10:1: error: this template is empty
               10 | ```pycon
                  | ^~~
            """#),
        PageError(
            "fold on a template",
            validPage(
                #"""
                <!-- template: t fold -->
                ```pycon
                >>> f(X)
                Y
                ```

                <!-- cases: t -->
                | case | X | Y |
                |---|---|---|
                | a | 1 | 2 |
                """#),
            #"""
            page.md:9:18: error: unexpected `fold`: `template` takes an ID only
                9 | <!-- template: t fold -->
                  |                  ^~~~
            """#),
    ]
}
