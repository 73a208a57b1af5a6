import Console
import Testing

/// Constructs that the subset leaves out are errors with a name and a place.
@Suite struct UnsupportedTests {
    @Test(arguments: [
        ("while True: pass", "1:1: `while` is not part of the console subset"),
        ("x = 1\ndef f(): pass", "2:1: `def` is not part of the console subset"),
        ("class A: pass", "1:1: `class` is not part of the console subset"),
        ("try:\n    x\nexcept: pass", "1:1: `try` is not part of the console subset"),
        ("with x: pass", "1:1: `with` is not part of the console subset"),
        ("raise KeyError", "1:1: `raise` is not part of the console subset"),
        ("assert 1", "1:1: `assert` is not part of the console subset"),
        ("global x", "1:1: `global` is not part of the console subset"),
        ("x = yield 1", "1:5: `yield` is not part of the console subset"),
        ("async def f(): pass", "1:1: `async` is not part of the console subset"),
        ("x: int = 1", "1:2: an annotation is not part of the console subset"),
        ("import os", "1:8: `import os` is not part of the console subset"),
        ("from sys import path", "1:6: `import sys` is not part of the console subset"),
        ("for x in []: pass\nelse: pass", "2:1: `else` after a loop is not part of the console subset"),
        ("3j", "1:1: a complex number is not part of the console subset"),
        ("1 @ 2", "1:3: `@` is not part of the console subset"),
        ("'\\N{DASH}'", "1:1: a character by name, `\\N{...}`, is not part of the console subset"),
        ("'\\ud800'", "1:1: a lone surrogate in a string is not part of the console subset"),
        ("é = 1", "1:1: a name with 'é' in it is not part of the console subset"),
        ("open('x')", "1:1: `open` is not part of the console subset"),
        ("x = 1; eval('1')", "1:8: `eval` is not part of the console subset"),
        ("'a'.translate({})", "1:1: `str.translate` is not part of the console subset"),
        ("().__class__", "1:1: `tuple.__class__` is not part of the console subset"),
    ])
    func `a left-out construct is an error with its place`(_ source: String, _ message: String) async {
        do {
            let outcome = try await Interpreter().run(source)
            Issue.record("ran: \(outcome)")
        } catch {
            #expect("\(error)" == message)
            #expect((error as? SourceError)?.kind == .unsupported)
        }
    }

    @Test(arguments: [
        (">>> hash(1)", ["1:5: `hash` is not part of the console subset"]),
        (">>> x = 1\n>>> [f'{open(x)}']", ["2:9: `open` is not part of the console subset"]),
        (">>> __import__('os')", ["1:5: `__import__` is not part of the console subset"]),
        (">>> open = lambda path: path\n>>> open('x')\n'x'", []),
        (">>> f = lambda: hash(1)\n>>> hash = abs\n>>> f()\n1", []),
        (">>> [id for id in 'a']\n>>> (lambda *vars: vars)(1)\n>>> (dir := 1)\n>>> for a, help in []: help", []),
        (">>> import datetime as license\n>>> from datetime import date as input\n>>> license, input", []),
        (">>> a, (b, *exit) = 1, [2]\n>>> f(id=1), x.id, {'open': 1}['open']", []),
    ])
    func `left-out names that a session does not define are listed`(_ text: String, _ messages: [String]) {
        let (session, errors) = Session.parse(text)
        #expect(errors.isEmpty)
        #expect(session.leftOut.map(\.error.description) == messages)
    }

    @Test func `left-out attributes are errors when a session is parsed`() {
        let (session, errors) = Session.parse(">>> x = 1\n>>> y = x.__class__\n>>> type(x).__name__\n'int'")
        #expect(errors.map(\.description) == ["2:9: `.__class__` is not part of the console subset"])
        #expect(session.examples.count == 3)
        #expect(
            Session.parse(">>> f = lambda x: x.translate({})").1.map(\.description) == [
                "1:19: `.translate` is not part of the console subset"
            ])
    }

    @Test func `a source is checked without running it`() {
        #expect(Interpreter.check("1 / 0").isEmpty)
        #expect(Interpreter.check("1 +").map(\.kind) == [.syntax])
        #expect(Interpreter.check("while 1: 1").map(\.kind) == [.unsupported])
    }
}
