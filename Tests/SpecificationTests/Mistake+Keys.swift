extension Mistake {
    static let ofKeys = [
        Mistake(
            "unknown key",
            soundPage(fenced("<!-- case: x profil=any -->")),
            """
            page.md:9:14: error: unknown key `profil` (did you mean `profile`?)
                9 | <!-- case: x profil=any -->
                  |              ^~~~~~
            """),
        Mistake(
            "strange key",
            soundPage(fenced("<!-- case: x colour=red -->")),
            """
            page.md:9:14: error: unknown key `colour`
                9 | <!-- case: x colour=red -->
                  |              ^~~~~~
            """),
        Mistake(
            "duplicate key",
            soundPage(fenced("<!-- case: x profile=any profile=any -->")),
            """
            page.md:9:26: error: key `profile` is given twice
                9 | <!-- case: x profile=any profile=any -->
                  |                          ^~~~~~~
                  = note: first given at page.md:9:14
            """),
        Mistake(
            "key without a value",
            soundPage(fenced("<!-- case: x profile= -->")),
            """
            page.md:9:14: error: key `profile` needs a value
                9 | <!-- case: x profile= -->
                  |              ^~~~~~~~
                  = note: written `profile=VALUE`
            """),
        Mistake(
            "key without an equals sign",
            soundPage(fenced("<!-- case: x open -->")),
            """
            page.md:9:14: error: key `open` needs a value
                9 | <!-- case: x open -->
                  |              ^~~~
                  = note: written `open=VALUE`
            """),
        Mistake(
            "word that is no key",
            soundPage(fenced("<!-- case: x really -->")),
            """
            page.md:9:14: error: unexpected `really`
                9 | <!-- case: x really -->
                  |              ^~~~~~
                  = note: after the ID come keys, written KEY=VALUE
            """),
        Mistake(
            "no key",
            soundPage(fenced("<!-- case: x =x -->")),
            """
            page.md:9:14: error: unexpected `=x`
                9 | <!-- case: x =x -->
                  |              ^~
                  = note: after the ID come keys, written KEY=VALUE
            """),
        Mistake(
            "bad profile",
            soundPage(fenced("<!-- case: x profile=recordin -->")),
            """
            page.md:9:22: error: bad profile `recordin` (did you mean `recording`?)
                9 | <!-- case: x profile=recordin -->
                  |                      ^~~~~~~~
                  = note: a profile is `recording`, `non-recording` or `any`
            """),
        Mistake(
            "option without a value",
            soundPage(fenced("<!-- case: x open=a,b:1 -->")),
            """
            page.md:9:19: error: bad option `a`
                9 | <!-- case: x open=a,b:1 -->
                  |                   ^
                  = note: an option is written OPTION:VALUE
            """),
        Mistake(
            "bad option name",
            soundPage(fenced("<!-- case: x open=a,-b:1 -->")),
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
        Mistake(
            "number too large",
            soundPage(fenced("<!-- case: x open=limit:99999999999999999999 -->")),
            """
            page.md:9:25: error: number `99999999999999999999` is too large
                9 | <!-- case: x open=limit:99999999999999999999 -->
                  |                         ^~~~~~~~~~~~~~~~~~~~
            """),
        Mistake(
            "decimal too large",
            soundPage(fenced("<!-- case: x open=limit:1e999 -->")),
            """
            page.md:9:25: error: number `1e999` is too large
                9 | <!-- case: x open=limit:1e999 -->
                  |                         ^~~~~
            """),
        Mistake(
            "option twice",
            soundPage(fenced("<!-- case: x open=a:1,a:2 -->")),
            """
            page.md:9:23: error: option `a` is given twice
                9 | <!-- case: x open=a:1,a:2 -->
                  |                       ^
            """),
        Mistake(
            "empty item",
            soundPage(fenced("<!-- case: x requires=glob,,mod -->")),
            """
            page.md:9:27: error: an item of `requires` is empty
                9 | <!-- case: x requires=glob,,mod -->
                  |                           ^
            """),
        Mistake(
            "empty first item",
            soundPage(fenced("<!-- case: x requires=,mod -->")),
            """
            page.md:9:23: error: an item of `requires` is empty
                9 | <!-- case: x requires=,mod -->
                  |                       ^
            """),
        Mistake(
            "capability misspelt",
            soundPage(fenced("<!-- case: x requires=culling,persistance -->")),
            """
            page.md:9:31: error: unknown capability `persistance` (did you mean `persistence`?)
                9 | <!-- case: x requires=culling,persistance -->
                  |                               ^~~~~~~~~~~
            """),
        Mistake(
            "bad capability",
            soundPage(fenced("<!-- case: x requires=glob! -->")),
            """
            page.md:9:23: error: bad capability `glob!`
                9 | <!-- case: x requires=glob! -->
                  |                       ^~~~~
                  = note: it is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        Mistake(
            "item twice",
            soundPage(fenced("<!-- case: x requires=mod,mod -->")),
            """
            page.md:9:27: error: `mod` is listed twice
                9 | <!-- case: x requires=mod,mod -->
                  |                           ^~~
            """),
        Mistake(
            "bad reference",
            soundPage(fenced("<!-- case: x proves=r/ -->")),
            """
            page.md:9:21: error: bad reference `r/`
                9 | <!-- case: x proves=r/ -->
                  |                     ^~
                  = note: a reference is an ID, or page/ID
            """),
        Mistake(
            "bad backend",
            soundPage(fenced("<!-- case: x selects=a:b -->")),
            """
            page.md:9:22: error: bad backend `a:b`
                9 | <!-- case: x selects=a:b -->
                  |                      ^~~
                  = note: it is letters, digits, `.`, `_` and `-`, and begins with a letter or a digit
            """),
        Mistake(
            "key of a rule",
            soundPage(fenced("<!-- rule: x profile=any -->\nIt **must**.\n<!-- case: d -->")),
            """
            page.md:9:14: error: key `profile` is not allowed for `rule`: it takes an ID only
                9 | <!-- rule: x profile=any -->
                  |              ^~~~~~~
            """),
        Mistake(
            "word after the ID of a setup",
            soundPage(fenced("<!-- setup: x y -->", "<!-- case: d uses=x -->")),
            """
            page.md:9:15: error: unexpected `y`: `setup` takes an ID only
                9 | <!-- setup: x y -->
                  |               ^
            """),
        Mistake(
            "key on another line",
            soundPage("> <!-- case: x\n>   profile=none -->\n> ```pycon\n> 1\n> ```"),
            """
            page.md:10:13: error: bad profile `none`
               10 | >   profile=none -->
                  |             ^~~~
                  = note: a profile is `recording`, `non-recording` or `any`
            """),
    ]
}
