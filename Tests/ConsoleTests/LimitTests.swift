import Console
import Testing

/// Parsing and running any source ends within bounds of time and memory.
@Suite struct LimitTests {
    static let hostile = [
        "10 ** 10 ** 10", "'a' * 10 ** 12", "[0] * 10 ** 9", "1 << 10 ** 9", "1 << 10 ** 30", "list(range(10 ** 12))",
        "f = lambda: f()\nf()", "sum(x for x in range(10 ** 9))", "[0 for x in range(10 ** 9)]", "(1,) * 10 ** 30",
        "x = 7\nfor i in range(100): x = x * x", "x = 'a'\nfor i in range(100): x += x",
        "x = []\nfor i in range(10000): x = [x]\nx", "x = ()\nfor i in range(10000): x = (x,)\n{x: 1}",
        "x = []\nfor i in range(1000): x = [x]\ny = []\nfor i in range(1000): y = [y]\nx == y",
        "x = []\nfor i in range(100): x = [x, x]\nx", "x = ()\nfor i in range(100): x = (x, x)\n{x}",
        "d = {str(i): i for i in range(200000)}\nf = lambda **k: len(k)\nfor i in range(10 ** 6): f(**d)",
        "d = {'k' + str(i): i for i in range(200000)}\nfor i in range(10 ** 6): '{k199999}'.format(**d)",
        "x = [1]\nfor i in x: x.append(i)", "'{:1000000000}'.format(1)", "format(1, '10000000000')",
        "format(1.5, '.100000f')", "'a'.ljust(10 ** 10)", "bytes(10 ** 12)", "'a,' * 10 ** 7 + 'b'",
        "x = iter([])\nfor i in range(10000): x = map(str, x)", "pow(3, 10 ** 4000, 10 ** 4000)",
        "x = iter([1])\nfor i in range(10000): x = (y for y in x)\nlist(x)", "'\\t'.expandtabs(10 ** 9)",
        "print('x' * 10 ** 7)\nprint('x' * 10 ** 7)", "x = [1] * 1000000\nfor i in range(10 ** 6): x + x",
        String(repeating: "(", count: 100_000), String(repeating: "[", count: 500) + String(repeating: "]", count: 500),
        String(repeating: "-", count: 100_000) + "1", String(repeating: "not ", count: 100_000) + "1",
        String(repeating: "lambda: ", count: 10_000) + "1",
        "x" + String(repeating: ".x", count: 10_000), "x" + String(repeating: "[0]", count: 10_000),
        "2 ** " + String(repeating: "2 ** ", count: 10_000) + "2",
        "1" + String(repeating: " if 1 else 1", count: 10_000),
        String(repeating: "for x in y: ", count: 10_000), String(repeating: "f'{", count: 1000),
        String(repeating: "if 1:\n ", count: 300), "f'{" + String(repeating: "(", count: 300) + "}'",
    ]

    @Test(arguments: hostile) func `a hostile program is stopped`(_ source: String) async {
        do {
            let outcome = try await Interpreter().run(source)
            Issue.record("\(source.prefix(60)): ran to \(outcome.text.prefix(60))")
        } catch let error as SourceError {
            #expect(error.kind == .limit || error.kind == .syntax, "\(source.prefix(60)): \(error)")
        } catch {
            Issue.record("\(error)")
        }
    }

    /// Long chains of objects are released without recursion, and cycles have a repr.
    @Test(arguments: [
        ("x = []\nfor i in range(100000): x = [x]\nx = 1\nx", "1"),
        ("x = {}\nfor i in range(50000): x = {'k': (x, [x])}\nx = 2\nx", "2"),
        ("f = 0\nfor i in range(20000): f = (lambda g: lambda: g)(f)\nf = 3\nf", "3"),
        ("x = []\nx.append(x)\ny = {'k': x}\nx.append(y)\nx", "[[...], {'k': [...]}]"),
        ("range(10 ** 100)[5]", "5"),
        ("1" + String(repeating: " + 1", count: 100_000), "100001"),
        ("1" + String(repeating: " * 3 // 2 % 7", count: 700), "1"),
        ("x = [0] * 100\nlen(x * 100)", "10000"),
    ])
    func `a deep or cyclic structure does not overflow the stack`(_ source: String, _ text: String) async throws {
        let outcome = try await Interpreter().run(source)
        #expect(outcome.text == text)
    }

    @Test func `the error names the exceeded limit`() async throws {
        let interpreter = Interpreter(limits: Limits(steps: 100, depth: 10, size: 1000))
        for (source, message) in [
            ("x = 1\n[0 for i in range(100)]", "2:1: the example takes more than 100 steps"),
            ("'a' * 1001", "1:1: a value of more than 1000 bytes is too large"),
            ("f = lambda: f()\nf()", "1:13: calls nest more than 10 deep"),
            ("2 ** 1000000", "1:1: integers of more than 131072 bits are too large"),
        ] {
            do {
                _ = try await interpreter.run(source)
                Issue.record("ran: \(source)")
            } catch {
                #expect("\(error)".hasSuffix(message.drop { $0 != " " }), "\(error)")
            }
        }
    }
}
