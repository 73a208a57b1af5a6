import Diagnostics
import Markdown
import Testing

@Suite struct PipeTableTests {
    private static func table(_ text: String) throws -> PipeTable {
        let document = MarkdownDocument(path: "page.md", bytes: Array(text.utf8))
        let paragraph = try #require(document.everyBlock.first { $0.kind == .paragraph })
        return try PipeTable(paragraph)
    }

    /// The rows of a table with the header `a`, as texts.
    private static func rows(_ rows: String) throws -> [[String]] {
        let table = try table("| a |\n|---|\n" + rows)
        return table.rows.map { $0.cells.map(table.text) }
    }

    @Test(arguments: [
        ("| a | b |", ["a", "b"]), ("a | b", ["a", "b"]), ("|a|b", ["a", "b"]), ("a|b|", ["a", "b"]),
        ("|\ta\t|", ["a"]),
        ("| | |", ["", ""]), ("||", [""]), ("|||", ["", ""]), ("| a |  ", ["a"]), ("a", ["a"]),
        (#"| a \| b |"#, ["a | b"]), (#"| `a \| b` |"#, ["a | b"]), (#"| \\| |"#, [#"\|"#]), (#"| a \|"#, ["a |"]),
        ("| `a | b` |", ["`a", "b`"]), ("| ``a`b`` |", ["a`b"]), ("| `` `a` `` |", ["`a`"]), ("| ` a ` |", ["a"]),
        ("| `a` b |", ["`a` b"]), ("| `a` `b` |", ["`a` `b`"]), ("| `a`` |", ["`a``"]), ("| ``a` |", ["``a`"]),
        ("| `` |", ["``"]),
        ("| ` ` |", [" "]), (#"| '\n' |"#, [#"'\n'"#]), ("| é 日 |", ["é 日"]), ("| `a`", ["a"]),
    ])
    func `a row is split as GitHub splits it`(_ row: String, _ cells: [String]) throws {
        #expect(try Self.rows("| x |\n\(row)\n| y |") == [["x"], cells, ["y"]])
    }

    @Test func `the offsets of a cell's text are those of the source`() throws {
        let table = try Self.table("|a|\n|-|\n| x | `é\\|b` |\n")
        let cell = table.rows[0].cells[1]
        #expect(table.text(of: cell) == "é|b")
        let positions = (0...4).map { table.source.position(at: table.offset(ofScalar: $0, in: cell)).column }
        #expect(positions == [8, 10, 11, 12, 12])
        #expect(table.source.position(at: cell.range.lowerBound).description == "3:7")
    }

    @Test(arguments: ["> ", "- ", "1. > - ", "   "])
    func `a table can be in other blocks`(_ prefix: String) throws {
        let indentation = prefix.replacing(#/[-1.]/#, with: " ")
        let table = try Self.table("\(prefix)| a | b |\n\(indentation)|:-:|--:|\n\(indentation)| `1` | 2 |\n")
        #expect(table.header.cells.map(table.text) == ["a", "b"])
        #expect(table.alignments == [.centre, .right])
        #expect(table.rows.map { $0.cells.map(table.text) } == [["1", "2"]])
    }

    @Test(arguments: [
        ("| a |\n", "no delimiter row"), ("| a |\n| b |\n", "no delimiter row"), ("| a |\n|:|\n", "no delimiter row"),
        ("| a |\n|- -|\n", "no delimiter row"), ("| a |\n|---|---|\n", "2 for 1"), ("| a | b |\n|-|\n", "1 for 2"),
    ])
    func `what is not a table is no table`(_ text: String, _ reason: String) throws {
        do throws(PipeTable.Problem) {
            let document = MarkdownDocument(path: "page.md", bytes: Array(text.utf8))
            guard let block = document.blocks.first else { return }
            #expect(!PipeTable.looksLikeTable(block))
            _ = try PipeTable(block)
            Issue.record("it is a table")
        } catch {
            switch error {
            case .noDelimiterRow: #expect(reason == "no delimiter row")
            case .unequalDelimiterRow(_, let cells, let header): #expect(reason == "\(cells) for \(header)")
            }
        }
    }

    @Test(arguments: ["a\n|-|\n", "| a |\n-|\n", "|a|b|\n|:-|-:|\n|1|\n"])
    func `what other renderers show as a table looks like one`(_ text: String) throws {
        let document = MarkdownDocument(path: "page.md", bytes: Array(text.utf8))
        let block = try #require(document.blocks.first)
        #expect(PipeTable.looksLikeTable(block))
        #expect(throws: Never.self) { try PipeTable(block) }
    }

    @Test func `a long table and a long row are read in linear time`() throws {
        #expect(try Self.rows(String(repeating: "| 1 | 2 |\n", count: 100_000)).count == 100_000)
        #expect(try Self.rows(String(repeating: "|", count: 100_000))[0].count == 99_999)
        #expect(
            try Self.rows(String(repeating: "`", count: 100_000) + "|" + String(repeating: "`|", count: 50_000)).count
                == 1)
    }
}
