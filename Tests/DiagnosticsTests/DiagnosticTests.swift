import Diagnostics
import Testing

@Suite struct DiagnosticTests {
    @Test(arguments: [
        ("tab", "a\tbad\n", "bad", "    1 | a\tbad\n      |  \t^~~"),
        ("wide", "日本 bad", "bad", "    1 | 日本 bad\n      |      ^~~"),
        ("wide underlined", "a 日本", "日本", "    1 | a 日本\n      |   ^~~~"),
        ("combining", "e\u{301} bad", "bad", "    1 | e\u{301} bad\n      |   ^~~"),
        ("emoji", "🙂 bad", "bad", "    1 | 🙂 bad\n      |    ^~~"),
        ("control", "\u{1B} bad", "bad", "    1 | \u{FFFD} bad\n      |   ^~~"),
    ])
    func theCaretIsBelowThePosition(_ name: String, _ text: String, _ word: String, _ lines: String) throws {
        let source = SourceText(path: "p.md", bytes: Array(text.utf8))
        let before = try #require(text.unicodeScalars.split(separator: "b" as Unicode.Scalar).first).count
        let column = (text.hasPrefix("a 日") ? 2 : before) + 1
        let position = SourcePosition(line: 1, column: column)
        let length = word.unicodeScalars.count
        let diagnostic = source.diagnostic(at: position, length: length, "wrong")
        #expect(diagnostic.length == length, "\(name)")
        #expect(diagnostic.description == "p.md:1:\(column): error: wrong\n\(lines)", "\(name)")
    }

    @Test func aLongLineIsCutAroundThePosition() {
        let text = String(repeating: "x", count: 500) + "BAD" + String(repeating: "y", count: 500)
        let source = SourceText(path: "p", bytes: Array(text.utf8))
        let cut = String(repeating: "x", count: 60) + "BAD" + String(repeating: "y", count: 37)
        #expect(
            source.diagnostic(at: 500..<503, "wrong", note: "because").description == """
                p:1:501: error: wrong
                    1 | …\(cut)…
                      | \(String(repeating: " ", count: 61))^~~
                      = note: because
                """)
    }

    @Test func aLongLineIsNotCutBeforeAPositionNearItsStart() {
        let text = "ab BAD" + String(repeating: "y", count: 500)
        let lines = SourceText(path: "p", bytes: Array(text.utf8)).diagnostic(at: 3..<6, "wrong").description
            .split(separator: "\n")
        #expect(lines[1] == "    1 | ab BAD" + String(repeating: "y", count: 37) + "…")
        #expect(lines[2] == "      |    ^~~")
    }

    @Test func positionsOutsideTheTextAreItsEnd() {
        let source = SourceText(path: "p", bytes: Array("ab\n".utf8))
        #expect(source.diagnostic(at: 90..<99, "x").position == SourcePosition(line: 2, column: 1))
        #expect(source.diagnostic(at: SourcePosition(line: 1, column: .max), "x").position.column == 3)
        #expect(source.diagnostic(at: SourcePosition(line: .min, column: .min), length: .max, "x").length == 1)
    }

    @Test func messagesDoNotControlTheTerminal() {
        let diagnostic = Diagnostic(
            path: "a\u{1B}b", position: SourcePosition(line: 1, column: 1), message: "`\u{1B}[31m\u{202E}é\t`",
            note: "x\ny\u{85}")
        #expect(
            diagnostic.description
                == "a\u{FFFD}b:1:1: error: `\u{FFFD}[31m\u{FFFD}é\t`\n      = note: x y\u{FFFD}")
    }

    @Test func diagnosticsAreSortedByPathThenPosition() {
        let make = { (path: String, line: Int, column: Int) in
            Diagnostic(path: path, position: SourcePosition(line: line, column: column), message: "m")
        }
        let sorted = [make("a", 1, 2), make("a", 2, 1), make("a", 10, 1), make("b", 1, 1)]
        #expect(sorted.reversed().sorted() == sorted)
        #expect(make("a", 1, 2).description == "a:1:2: error: m")
    }
}
