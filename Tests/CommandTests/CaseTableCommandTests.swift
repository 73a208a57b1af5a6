import Foundation
import TestSupport
import Testing

/// Tables of cases on the command line: failures, the export, and output that is written into cells.
@Suite struct CaseTableCommandTests {
    private static let head = """
        <!-- rule: r -->
        It **must** be.

        <!-- template: t first -->
        ```pycon
        >>> n = [NUMBER]
        ```

        <!-- template: t -->
        ```pycon
        >>> n + [NUMBER]
        SUM
        >>> n.append(NUMBER)
        ```

        <!-- cases: t -->
        | case | NUMBER | SUM |
        |---|---|---|

        """

    private static func folder(_ rows: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(head + rows, to: "page.md")
        return folder
    }

    private static func update(_ folder: TemporaryFolder) async throws -> Program {
        try await Program.run(
            ["/usr/bin/env", "-u", "CI", Program.taskdb, "docs", "update", "--docs", folder.url.path])
    }

    /// The cells of column SUM before and after.
    @Test(arguments: [
        ("| a | 1 | [1] |\n| a | 2 | |\n", "| a | 1 | [1, 1] |\n| a | 2 | [1, 1, 2] |\n"),
        ("| a | 1 | `[1]` |\n|b|2||\n", "| a | 1 | `[1, 1]` |\n|b|2| [2, 2] |\n"),
        ("| a | 'x\\|`' | 0 |\n", "| a | 'x\\|`' | ['x\\|`', 'x\\|`'] |\n"),
        ("| a | 'x\\|`' | `0` |\n", "| a | 'x\\|`' | ``['x\\|`', 'x\\|`']`` |\n"),
        ("| a | 1 | [1,  1] |\n| b | 2 | [...] |\n", "| a | 1 | [1,  1] |\n| b | 2 | [...] |\n"),
        ("> | a | 1 | 0 |\n", "> | a | 1 | [1, 1] |\n"), ("a | 1 | 日本\n", "a | 1 | [1, 1]\n"),
    ])
    func `output is written into its cell`(_ before: String, _ after: String) async throws {
        let isQuoted = before.hasPrefix(">")
        let head =
            isQuoted
            ? Self.head.replacing("<!-- cases", with: "> <!-- cases").replacing("\n| ", with: "\n> | ")
                .replacing("\n|-", with: "\n> |-") : Self.head
        let folder = try TemporaryFolder()
        try folder.write(head + before, to: "page.md")
        let program = try await Self.update(folder)
        #expect(program.status == 0, "\(program.output)\(program.error)")
        #expect(try String(contentsOf: folder.url.appending(path: "page.md"), encoding: .utf8) == head + after)
        #expect(try await Program.taskdb(["test", "--docs", folder.url.path, "--backend", "dictdb"]).status == 0)
    }

    @Test func `output that no cell can hold is reported at its row`() async throws {
        let folder = try TemporaryFolder()
        let page = """
            <!-- rule: r -->
            It **must** be.

            <!-- template: t -->
            ```pycon
            >>> INPUT
            OUTPUT
            >>> INPUT == 1
            True
            ```

            <!-- cases: t -->
            | case | INPUT | OUTPUT |
            |---|---|---|
            | a | 1 | 2 |
            | b | print('x\\ny') == 1 | False |
            | c | 2 | 2 |
            """
        try folder.write(page, to: "page.md")
        let program = try await Self.update(folder)
        #expect(program.status == 1)
        let path = folder.url.appending(path: "page.md").path
        #expect(
            program.error == """
                \(path):16:3: error: a cell holds one line of output; write a case of its own for what this row shows:
                x
                y
                False
                \(path):16:3: error: the output of the template at \(path):8 is in no cell; this row shows:
                x
                y
                False
                \(path):17:3: error: the output of the template at \(path):8 is in no cell; this row shows:
                False

                """)
        #expect(program.output.hasSuffix("1 output written, 3 left as they are\n"))
        let written = try String(contentsOf: folder.url.appending(path: "page.md"), encoding: .utf8)
        #expect(written == page.replacing("| a | 1 | 2 |", with: "| a | 1 | 1 |"))
    }

    @Test func `a failure names the row and the line of the template`() async throws {
        let folder = try Self.folder("| a | 1 | [1, 1] |\n| a | 2 | [1] |\n")
        let program = try await Program.taskdb(
            [
                "test", "--docs", folder.url.path, "--backend", "dictdb", "--report", "pretty", "--report",
                "json=r.json",
            ],
            in: folder.url)
        let path = folder.url.appending(path: "page.md").path
        #expect(
            program.output.contains(
                """
                FAILED page/a  \(path):20
                  must page/r
                    It must be.

                    in the template at \(path):11:
                    >>> n + [2]
                    - [1]
                    + [1, 1, 2]
                """), "\(program.output)")
        let report = try JSONDecoder().decode(
            FailedRun.self, from: Data(contentsOf: folder.url.appending(path: "r.json")))
        let place = report.runs.first?.cases.compactMap(\.failure?.template).first
        #expect(place?.file == path && place?.line == 11)
    }

    @Test func `the export has each case as it runs`() async throws {
        let folder = try Self.folder("| a | 1 | [1, 1] |\n| a | 2 | [1, 1, 2] |\n")
        let program = try await Program.taskdb(["docs", "export", "--docs", folder.url.path])
        let export = try #require(
            try JSONSerialization.jsonObject(with: Data(program.output.utf8)) as? [String: Any])
        let cases = try #require(export["cases"] as? [[String: Any]])
        #expect(cases.count == 1)
        #expect(
            cases[0]["text"] as? String
                == ">>> n = [1]\n>>> n + [1]\n[1, 1]\n>>> n.append(1)\n>>> n + [2]\n[1, 1, 2]\n>>> n.append(2)\n")
        let examples = try #require(cases[0]["examples"] as? [[String: Any]])
        #expect(examples.map { $0["line"] as? Int } == [19, 19, 19, 20, 20])
        #expect(examples.map { $0["template"] as? Int } == [6, 11, 13, 11, 13])
    }

    @Test func `an error in a session is reported once, where it is written`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            <!-- rule: r -->
            It **must** be.

            <!-- template: t -->
            ```pycon
            >>> A + yield
            ```

            <!-- cases: t -->
            | case | A |
            |---|---|
            | a | 1 |
            | b | 2 |
            | c | 'x\\|' + await |
            """, to: "page.md")
        let program = try await Program.taskdb(["docs", "check", "--docs", "."], in: folder.url)
        #expect(program.status == 1)
        let places = program.error.split(separator: "\n").filter { $0.contains(": error: ") }.map {
            $0.prefix { $0 != " " }
        }
        #expect(places == ["./page.md:6:9:", "./page.md:14:15:"], "\(program.error)")
        #expect(program.error.contains("note: in the case of the row at ./page.md:12:3"))
    }
}

/// What a JSON report says of the template of a failure.
private struct FailedRun: Decodable {
    let runs: [Run]

    struct Run: Decodable { let cases: [Case] }
    struct Case: Decodable { let failure: Failure? }
    struct Failure: Decodable { let template: Place? }
    struct Place: Decodable {
        let file: String
        let line: Int
    }
}
