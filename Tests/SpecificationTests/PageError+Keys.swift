extension PageError {
    static let ofKeys = [
        PageError(
            "unknown key",
            validPage(fenced("<!-- case: x profil=any -->")),
            """
            page.md:9:14: error: unknown key `profil` (did you mean `profile`?)
                9 | <!-- case: x profil=any -->
                  |              ^~~~~~
            """),
        PageError(
            "unknown key without a suggestion",
            validPage(fenced("<!-- case: x colour=red -->")),
            """
            page.md:9:14: error: unknown key `colour`
                9 | <!-- case: x colour=red -->
                  |              ^~~~~~
            """),
        PageError(
            "duplicate key",
            validPage(fenced("<!-- case: x profile=any profile=any -->")),
            """
            page.md:9:26: error: duplicate key `profile`
                9 | <!-- case: x profile=any profile=any -->
                  |                          ^~~~~~~
                  = note: first given at page.md:9:14
            """),
        PageError(
            "key without a value",
            validPage(fenced("<!-- case: x profile= -->")),
            """
            page.md:9:14: error: key `profile` needs a value
                9 | <!-- case: x profile= -->
                  |              ^~~~~~~~
                  = note: write `profile=VALUE`
            """),
        PageError(
            "key without an equals sign",
            validPage(fenced("<!-- case: x open -->")),
            """
            page.md:9:14: error: key `open` needs a value
                9 | <!-- case: x open -->
                  |              ^~~~
                  = note: write `open=VALUE`
            """),
        PageError(
            "word without a key",
            validPage(fenced("<!-- case: x really -->")),
            """
            page.md:9:14: error: unexpected `really`
                9 | <!-- case: x really -->
                  |              ^~~~~~
                  = note: after the ID come keys, written KEY=VALUE
            """),
        PageError(
            "empty key",
            validPage(fenced("<!-- case: x =x -->")),
            """
            page.md:9:14: error: unexpected `=x`
                9 | <!-- case: x =x -->
                  |              ^~
                  = note: after the ID come keys, written KEY=VALUE
            """),
        PageError(
            "bad profile",
            validPage(fenced("<!-- case: x profile=recordin -->")),
            """
            page.md:9:22: error: bad profile `recordin` (did you mean `recording`?)
                9 | <!-- case: x profile=recordin -->
                  |                      ^~~~~~~~
                  = note: a profile is `recording`, `non-recording` or `any`
            """),
        PageError(
            "option without a value",
            validPage(fenced("<!-- case: x open=a,b:1 -->")),
            """
            page.md:9:19: error: bad option `a`
                9 | <!-- case: x open=a,b:1 -->
                  |                   ^
                  = note: an option is written OPTION:VALUE
            """),
        PageError(
            "bad option name",
            validPage(fenced("<!-- case: x open=a,-b:1 -->")),
            """
            page.md:9:19: error: bad option `a`
                9 | <!-- case: x open=a,-b:1 -->
                  |                   ^
                  = note: an option is written OPTION:VALUE
            page.md:9:21: error: bad option `-b`
                9 | <!-- case: x open=a,-b:1 -->
                  |                     ^~
                  = note: it is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        PageError(
            "number too large",
            validPage(fenced("<!-- case: x open=limit:99999999999999999999 -->")),
            """
            page.md:9:25: error: number `99999999999999999999` is too large
                9 | <!-- case: x open=limit:99999999999999999999 -->
                  |                         ^~~~~~~~~~~~~~~~~~~~
            """),
        PageError(
            "decimal too large",
            validPage(fenced("<!-- case: x open=limit:1e999 -->")),
            """
            page.md:9:25: error: number `1e999` is too large
                9 | <!-- case: x open=limit:1e999 -->
                  |                         ^~~~~
            """),
        PageError(
            "option twice",
            validPage(fenced("<!-- case: x open=a:1,a:2 -->")),
            """
            page.md:9:23: error: duplicate option `a`
                9 | <!-- case: x open=a:1,a:2 -->
                  |                       ^
            """),
        PageError(
            "empty item",
            validPage(fenced("<!-- case: x requires=glob,,mod -->")),
            """
            page.md:9:27: error: empty item in `requires`
                9 | <!-- case: x requires=glob,,mod -->
                  |                           ^
            """),
        PageError(
            "empty first item",
            validPage(fenced("<!-- case: x requires=,mod -->")),
            """
            page.md:9:23: error: empty item in `requires`
                9 | <!-- case: x requires=,mod -->
                  |                       ^
            """),
        PageError(
            "capability misspelt",
            validPage(fenced("<!-- case: x requires=culling,persistance -->")),
            """
            page.md:9:31: error: unknown capability `persistance` (did you mean `persistence`?)
                9 | <!-- case: x requires=culling,persistance -->
                  |                               ^~~~~~~~~~~
            """),
        PageError(
            "bad capability",
            validPage(fenced("<!-- case: x requires=glob! -->")),
            """
            page.md:9:23: error: bad capability `glob!`
                9 | <!-- case: x requires=glob! -->
                  |                       ^~~~~
                  = note: it is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        PageError(
            "item twice",
            validPage(fenced("<!-- case: x requires=mod,mod -->")),
            """
            page.md:9:27: error: duplicate item `mod`
                9 | <!-- case: x requires=mod,mod -->
                  |                           ^~~
            """),
        PageError(
            "bad reference",
            validPage(fenced("<!-- case: x proves=r/ -->")),
            """
            page.md:9:21: error: bad reference `r/`
                9 | <!-- case: x proves=r/ -->
                  |                     ^~
                  = note: a reference is an ID, or page/ID
            """),
        PageError(
            "bad backend",
            validPage(fenced("<!-- case: x selects=a:b -->")),
            """
            page.md:9:22: error: bad backend `a:b`
                9 | <!-- case: x selects=a:b -->
                  |                      ^~~
                  = note: it is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        PageError(
            "key of a rule",
            validPage(fenced("<!-- rule: x profile=any -->\nIt **must**.\n<!-- case: d -->")),
            """
            page.md:9:14: error: key `profile` is not allowed for `rule`: it takes an ID only
                9 | <!-- rule: x profile=any -->
                  |              ^~~~~~~
            """),
        PageError(
            "word after the ID of a setup",
            validPage(fenced("<!-- setup: x y -->", "<!-- case: d uses=x -->")),
            """
            page.md:9:15: error: unexpected `y`: `setup` takes an ID only
                9 | <!-- setup: x y -->
                  |               ^
            """),
        PageError(
            "key on another line",
            validPage("> <!-- case: x\n>   profile=none -->\n> ```pycon\n> 1\n> ```"),
            """
            page.md:10:13: error: bad profile `none`
               10 | >   profile=none -->
                  |             ^~~~
                  = note: a profile is `recording`, `non-recording` or `any`
            """),
    ]
}
