import Console
import Testing

@Suite struct SessionTests {
    @Test func `a session is split into examples`() throws {
        let (session, errors) = Session.parse(
            """
            >>> x = 1
            >>> for i in range(2):
            ...     print(i)
            ...
            0
            1

            >>> x
            1
            >>> {}['a']
            Traceback (most recent call last):
              File "<stdin>", line 1, in <module>
            KeyError: 'a'


            """)
        #expect(errors.isEmpty)
        try #require(session.examples.count == 4)
        let lines = session.examples.map { [$0.line, $0.sourceColumn, $0.expectedLine] }
        #expect(lines == [[1, 5, 2], [2, 5, 5], [8, 5, 9], [10, 5, 11]])
        #expect(session.examples[1].source == "for i in range(2):\n    print(i)")
        #expect(session.examples[1].expectedText == "0\n1")
        #expect(
            session.examples.map { Self.kind($0.expected) } == ["nothing", "text 0\n1", "value 1", "KeyError: 'a'"])
    }

    private static func kind(_ expected: ExpectedOutput) -> String {
        switch expected {
        case .nothing: "nothing"
        case .shown(let text): "\(expected.isValue ? "value" : "text") \(text)"
        case .text(let pattern): "text \(pattern)"
        case .traceback(let type, let message): "\(type): \(message ?? "")"
        }
    }

    @Test(arguments: [
        (">>>x", ["1:4: a blank is missing after the prompt `>>>`"]),
        ("... x\n>>> 1", ["1:1: a continuation line before any prompt"]),
        ("text\n>>> 1", ["1:1: text before the first prompt"]),
        (">>> (1,\n...2)", ["2:4: a blank is missing after the prompt `...`"]),
        (
            ">>> 1 +\n>>> while x: 1",
            ["1:8: invalid syntax: unexpected end of line", "2:5: `while` is not part of the console subset"]
        ),
        (">>> f(\n...   1 2)", ["2:9: invalid syntax: expected ')', found number"]),
        (
            ">>> x\nTraceback (most recent call last):\n  File",
            ["3:1: the traceback has no last line `Type` or `Type: message`"]
        ),
        (">>> x\nTraceback:\nKeyError", ["2:1: a traceback starts with the line `Traceback (most recent call last):`"]),
        (">>> ", ["1:5: a prompt without source"]),
        (">>> x\r\n1\r\n>>> y\r\n", []),
        ("", []),
    ])
    func `malformed sessions are errors with their place`(_ text: String, _ messages: [String]) {
        #expect(Session.parse(text).1.map(\.description) == messages)
    }

    @Test(arguments: [
        ("1", "1", true), ("1.0", "1", false), ("True", "1", false), ("1", "1.0", false), ("[1, 2]", "(1, 2)", false),
        ("{'b': 1, 'a': 2}", "{'a': 2, 'b': 1}", true), ("{1: 'a'}", "{True: 'a'}", false),
        ("[1, [True]]", "[1, [1]]", false), ("'a'", "b'a'", false), ("\"a\"", "'a'", true),
        ("nan", "float('nan')", true), ("[nan]", "[float('nan')]", true), ("inf", "float('inf')", true),
        ("{2, 1}", "{1, 2}", true), ("{1.0}", "{1}", false), ("set()", "set()", true), ("{}", "set()", false),
        ("'e\u{301}'", "'é'", false), ("'a...'", "'abc'", false), ("'a...'", "'a...'", true),
        ("[1, ...]", "[1, 2, 3]", true), ("{'a': ..., 'b': 2}", "{'a': 5, 'b': 2}", true),
        ("a...", "'anything'", false),
        ("None", "None", false), ("", "None", true), ("", "1", false), ("1", "None", false), ("", "print()", true),
        ("", "print('\\n')", true), ("", "print(' ')", false),
        ("<BLANKLINE>", "print()", true), ("<BLANKLINE>", "None", false), ("<BLANKLINE>", "print('\\n')", false),
        ("<BLANKLINE>\n<BLANKLINE>", "print('\\n')", true), ("a", "print('a\\n')", true),
        ("a\n<BLANKLINE>", "print('a\\n')", true), ("a\n<BLANKLINE>", "print('a')", false),
        ("a\n\nb", "print('a\\n\\nb')", true), ("a\n<BLANKLINE>\nb", "print('a\\n\\nb')", true),
        ("a ", "print('a ')", true),
        ("a", "print('a ')", false), ("a ", "print('a')", false),
        ("hello", "print('hello')", true), ("hello", "print('hello!')", false), ("1", "print(1)", true),
        ("{'b': 1, 'a': 2}", "print({'a': 2, 'b': 1})", true), ("1\n2", "print(1); 2", true),
        ("None", "print(None)", true),
        ("h...o", "print('hello\\nyou too')", true), ("<class 'int'>", "int", true), ("-5", "-5", true),
        ("datetime.datetime(2012, 1, 18, 2, 27)", "datetime.datetime(2012, 1, 18, 2, 27, 0)", true),
        ("datetime(2012, 1, 18)", "datetime.datetime(2012, 1, 18)", true),
        (
            "datetime.datetime(2012, 1, 18, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))",
            "datetime.datetime(2012, 1, 18, tzinfo=datetime.UTC)", true
        ),
        ("datetime.datetime(2012, 1, 18, tzinfo=datetime.timezone.utc)", "datetime.datetime(2012, 1, 18)", false),
        ("datetime.timedelta(hours=24)", "datetime.timedelta(1)", true), ("1", "1 / 0", false),
        ("dict_keys(['a'])", "{'a': 1}.keys()", true), ("[1, 2", "print('[1, 2')", true),
    ])
    func `values match exactly, text by pattern`(_ expected: String, _ source: String, _ matches: Bool) async throws {
        let example = try #require(Session.parse(">>> \(source)\n\(expected)").0.examples.first)
        let interpreter = Interpreter()
        _ = try await interpreter.run("import datetime")
        let mismatch = example.expected.mismatch(with: try await interpreter.run(source))
        #expect((mismatch == nil) == matches, "\(mismatch?.reason ?? "matches")")
        #expect(mismatch == nil || mismatch?.reason.contains("\n") == false)
    }

    @Test(arguments: [
        ("KeyError", "{}['a']", true), ("KeyError: 'a'", "{}['a']", true), ("KeyError: 'b'", "{}['a']", false),
        ("LookupError", "{}['a']", true), ("Exception", "{}['a']", true), ("builtins.KeyError: 'a'", "{}['a']", true),
        ("ValueError", "{}['a']", false), ("KeyError: ...", "{}['a']", true),
        ("TypeError: can...int", "'a' + 1", false),
        ("TypeError: can only...to str", "'a' + 1", true), ("KeyError", "1", false),
        ("KeyError", "print({}['a'])", true),
        ("KeyError:", "{}['a']", false),
    ])
    func `tracebacks match by type and message`(_ last: String, _ source: String, _ matches: Bool) async throws {
        let text = ">>> \(source)\nTraceback (most recent call last):\n    ...\n\(last)"
        let (session, errors) = Session.parse(text)
        #expect(errors.isEmpty)
        let example = try #require(session.examples.first)
        let mismatch = example.expected.mismatch(with: try await Interpreter().run(source))
        #expect((mismatch == nil) == matches, "\(mismatch?.reason ?? "matches")")
    }

    @Test func `what CPython runs is only cut into examples`() {
        let text = """
            >>> def square(x):
            ...     with open('f') as f: return await x @ y
            >>> for x in range(2):
            ...     import os; print(x)
            0
            1
            >>>x
            """
        let (session, errors) = Session.parse(text, isRunByPython: true)
        #expect(errors.map(\.description) == ["7:4: a blank is missing after the prompt `>>>`"])
        #expect(session.examples.map(\.expectedText) == ["", "0\n1", ""])
        #expect(session.examples.map(\.line) == [1, 3, 7])
        #expect(session.examples.first?.source == "def square(x):\n    with open('f') as f: return await x @ y")
        #expect(session.leftOut.isEmpty)
    }

    @Test func `a traceback is shown as Python shows it`() async throws {
        let outcome = try await Interpreter().run("1\n{}['a']")
        #expect(outcome.text == "1\nTraceback (most recent call last):\n    ...\nKeyError: 'a'")
        #expect(outcome.line == 2)
    }

    @Test func `a pattern of many wildcards is matched in linear time`() async throws {
        let pattern = String(repeating: "a...", count: 20_000) + "b"
        let (session, _) = Session.parse(">>> x\n" + pattern)
        let outcome = Outcome(printed: String(repeating: "a", count: 200_000) + "\n")
        let clock = ContinuousClock()
        let start = clock.now
        #expect(session.examples.first?.expected.mismatch(with: outcome) != nil)
        #expect(clock.now - start < .seconds(20))
    }
}
