import Console
import Testing

/// The operands of a comparison that made an example False.
@Suite struct FailedComparisonTests {
    @Test(arguments: [
        ("a == 1", "expected a == 1; a is 2"),
        ("a == a + 1", "expected a == a + 1; a is 2, a + 1 is 3"),
        ("1 < a < 2", "expected a < 2; a is 2"),
        ("a == 2 and names[0] == 'x' and a == 3", "expected names[0] == 'x'; names[0] is 'y'"),
        ("'x' not in ['x', names[0]]", "expected 'x' not in ['x', names[0]]; ['x', names[0]] is ['x', 'y']"),
        (
            "[n for n in names if n == 'x'] == ['x']",
            "expected [n for n in names if n == 'x'] == ['x']; "
                + "[n for n in names if n == 'x'] is []"
        ),
        ("(a + 1) == a", "expected (a + 1) == a; (a + 1) is 3, a is 2"),
        ("(a == 3)", "expected a == 3; a is 2"),
        ("a is  None", "expected a is None; a is 2"),
        ("len(names) ==\\\n  a", "expected len(names) == a; len(names) is 1, a is 2"),
    ])
    func `the operands are shown`(source: String, description: String) async throws {
        #expect(try await Self.outcome(source).failedComparison?.description == description)
    }

    @Test(arguments: [
        "a == 2", "not a == 2", "all(n == 'x' for n in names)", "a == 1 or a == 3", "False", "a == 1; 5",
        "a == 1; False",
    ])
    func `where no single comparison decides, none is shown`(source: String) async throws {
        #expect(try await Self.outcome(source).failedComparison == nil)
    }

    private static func outcome(_ source: String) async throws -> Outcome {
        let (session, mistakes) = Session.parse(">>> " + source.replacing("\n", with: "\n... "))
        #expect(mistakes.isEmpty)
        let interpreter = Interpreter()
        _ = try await interpreter.run("a, names = 2, ['y']")
        return try await interpreter.run(try #require(session.examples.first))
    }
}
