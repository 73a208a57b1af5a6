import Console
import TestSupport
import Testing

/// What nests as deep as is accepted works on a small stack, in a debug build, too.
@Suite struct StackTests {
    /// The beginning, the end and what is between them of sources that may nest 100 deep.
    private static let nested: [(open: String, middle: String, close: String)] = [
        ("(", "1", ")"), ("[", "1", "]"), ("{1: ", "1", "}"), ("-", "1", ""), ("not ", "1", ""), ("lambda: ", "1", ""),
        ("str(", "1", ")"), ("1 if 1 else ", "1", ""), ("1 ** ", "1", ""), ("[x for x in ", "[1]", "]"),
        ("(1, ", "1", ")"), ("{**", "{}", "}"), ("[*", "[]", "]"), ("'{}'.format(", "1", ")"), ("1 < (", "1", ")"),
        ("{k: v for k, v in ", "[]", "}"), ("(lambda: ", "1", ")()"), ("1 and (", "1", ")"), ("[1][", "0", "]"),
    ]

    /// The deepest such source that is accepted.
    @Test(arguments: nested)
    func `the deepest source`(_ part: (open: String, middle: String, close: String)) async throws {
        var accepted = 0
        for depth in [10, 30, 45, 48, 49, 50, 90, 95, 97, 98, 99, 100] {
            let source =
                String(repeating: part.open, count: depth) + part.middle + String(repeating: part.close, count: depth)
            do {
                _ = try await SmallStack.run { try await Interpreter().run(source).text }
                accepted = depth
            } catch let error as SourceError {
                #expect(error.kind == .limit, "\(depth) deep: \(error)")
            }
        }
        #expect(accepted >= 10, "\(part.open)")
    }

    @Test(arguments: [
        "f = lambda n: n and f(n - 1)\nf(95)", "f = lambda n: [x for x in [n]] and n and f(n - 1)\nf(45)",
        "x = []\nfor i in range(95): x = [x]\nx", "x = {}\nfor i in range(95): x = {'k': x}\nx",
        "x = ()\nfor i in range(95): x = (x,)\n{x: 1}", "x = y = []\nfor i in range(95): x, y = [x], [y]\nx == y",
        "x = iter([1])\nfor i in range(95): x = (y for y in x)\nlist(x)",
        "x = iter([1])\nfor i in range(95): x = map(str, x)\nlist(x)",
        "f = lambda n, k: sorted([n], key=lambda x: k and f(n, k - 1))\nf(1, 30)",
    ])
    func `the deepest calls and values`(_ source: String) async throws {
        _ = try await SmallStack.run { try await Interpreter().run(source).text }
    }
}
