import Diagnostics
import Markdown
import Specification
import Testing

/// What templates and tables make of each other.
@Suite struct CaseTableTests {
    private static let page = #"""
        <!-- rule: r -->
        It **must** be.

        <!-- rule: s -->
        It **should** be.

        <!-- setup: one -->
        ```pycon
        >>> one = 1
        ```

        <!-- template: sum first -->
        ```pycon
        >>> x = X
        ```

        <!-- template: sum -->
        ```pycon
        >>> f(X, 'X or Y', KEEP=Y)
        SUM
        >>> 'é', X
        ```

        <!-- cases: sum uses=one fold="small and large sums" -->
        | case | proves | X | Y | SUM | KEEP |
        |------|:------:|---|---|----:|---|
        | ab   | r      | 1 | `2 \| 3` | 4 | z |
        | ab   |        | `` `q` `` | '日' | | w |
        | c.d  | r, s   | \ | `a` b | ... | k |
        """#

    private static let (suite, rendered) = Suite.make(page)

    @Test func `a row fills the template in, and a name that stands again continues`() {
        #expect(Self.rendered == "")
        #expect(Self.suite.cases.map(\.id) == ["page/ab", "page/c.d"])
        #expect(
            Self.suite.cases.map(\.body) == [
                """
                >>> x = 1
                >>> f(1, '1 or 2 | 3', z=2 | 3)
                4
                >>> 'é', 1
                >>> f(`q`, '`q` or '日'', w='日')
                >>> 'é', `q`

                """,
                #"""
                >>> x = \
                >>> f(\, '\ or `a` b', k=`a` b)
                ...
                >>> 'é', \

                """#,
            ])
    }

    @Test func `columns are keys of the case`() {
        #expect(Self.suite.cases.map(\.proves) == [["page/r"], ["page/r", "page/s"]])
        #expect(Self.suite.cases.map(\.uses) == [["page/one"], ["page/one"]])
        #expect(Self.suite.cases.allSatisfy { $0.fold == nil })
        #expect(Self.suite.tables.map(\.fold?.words) == ["small and large sums"])
    }

    @Test func `each place of a session is in a cell or in the template`() {
        let example = Self.suite.cases[0].example
        #expect(Self.suite.cases[0].source.description == "page.md:27:3")
        // The name in the row, the cell of `2 | 3`, and the text after it.
        #expect(example.position(line: 2, column: 25).description == "27:3")
        #expect(example.position(line: 2, column: 26).description == "27:24")
        #expect(example.position(line: 2, column: 28).description == "27:27")
        #expect(example.position(line: 2, column: 30).description == "27:29")
        #expect(example.writtenPosition(line: 2, column: 30).description == "27:29")
        #expect(example.writtenPosition(line: 2, column: 31).description == "19:26")
        #expect(example.templateLocation(line: 2)?.description == "page.md:19:1")
        #expect(example.templateLocation(line: 1)?.description == "page.md:14:1")
        // The second row: its sum is empty, so the line below the prompt is the next prompt.
        #expect(example.position(line: 6, column: 1).description == "28:3")
        #expect(example.templateLocation(line: 6)?.description == "page.md:21:1")
        #expect(example.writtenPosition(line: 6, column: 5).description == "21:5")
        #expect(example.position(line: 6, column: 10).description == "28:22")
        #expect(example.position(line: 100, column: 1).description == "28:3")
    }

    @Test func `the cell of an output is known`() {
        let example = Self.suite.cases[0].example
        let source = Self.suite.pages[0].source
        let cells = [2, 4, 5, 6].map { example.outputCell(belowInput: $0) }
        #expect(
            cells.map { $0.map { String(decoding: source.bytes[$0.range], as: UTF8.self) } } == ["4", nil, "", nil])
    }

    @Test func `holes of a table have to be those of the template, in any order`() {
        let text = """
            <!-- rule: r -->
            It **must** be.

            <!-- template: t -->
            ```pycon
            >>> A + B
            ```

            > <!-- cases: t -->
            > B|case|A
            > -|----|-
            > 2|x|1
            > 3|y|1
            """
        let (suite, rendered) = Suite.make(text)
        #expect(rendered == "")
        #expect(suite.cases.map(\.body) == [">>> 1 + 2\n", ">>> 1 + 3\n"])
        #expect(suite.cases.map(\.source.description) == ["page.md:12:5", "page.md:13:5"])
    }

    @Test func `a case written out and one of a table are the same suite`() {
        let head = "<!-- rule: r -->\nIt **must** be.\n\n"
        let written = head + "<!-- case: x -->\n```pycon\n>>> 1\n1\n```\n\n<!-- case: y -->\n```pycon\n>>> 2\n2\n```\n"
        let table =
            head + "<!-- template: t -->\n```pycon\n>>> N\nN\n```\n\n<!-- cases: t -->\n|case|N|\n|-|-|\n|x|1|\n|y|2|\n"
        #expect(Suite.make(written).suite.digest == Suite.make(table).suite.digest)
    }
}
