import Conformance
import Diagnostics
import Markdown
import Reports
import Specification
import Testing

@Suite struct KnownFailuresTests {
    /// A list, the msg_ids that a backend refuses, and the result.
    struct Judgement: Sendable, CustomTestStringConvertible {
        let name: String
        let list: String
        var refused: Set<String> = []
        let transcript: String
        var diagnostics = ""
        var verdict = Verdict.nonconformant
        let conclusion: Conclusion

        var testDescription: String { name }
    }

    private static let failure =
        "raised ValueError: no trouble\nexpected: \nactual: "
        + "Traceback (most recent call last):\n    ...\nValueError: no trouble"

    @Test(arguments: judgements)
    func aRunIsHeldAgainstTheList(_ judgement: Judgement) async throws {
        let cases = PreparedSuite.fourCases.suite.cases
        let list = KnownFailures(path: "known.txt", bytes: Array(judgement.list.utf8), cases: cases)
        let (run, diagnostics) = list.judge(Report.Run(try await RefusingBackend.run(refused: judgement.refused)))
        #expect(run.transcript == judgement.transcript)
        #expect((list.diagnostics + diagnostics).map(\.description).joined(separator: "\n") == judgement.diagnostics)
        #expect(run.verdict == judgement.verdict)
        #expect(run.conclusion == judgement.conclusion)
    }

    static let judgements = [
        Judgement(
            name: "a name alone forgives any failure", list: "# why\n\npage/trouble\n", refused: ["trouble"],
            transcript: "before passed\ntrouble known-failure: \(failure)\nafter passed\nlast passed",
            conclusion: .success),
        Judgement(
            name: "a message, with wildcards", list: "page/trouble: raised ... no trouble", refused: ["trouble"],
            transcript: "before passed\ntrouble known-failure: \(failure)\nafter passed\nlast passed",
            conclusion: .success),
        Judgement(
            name: "a section by spec, another backend's, and one by name",
            list: "[nodb]\npage/before\n[dictdb]\npage/trouble\n[Refusing]\npage/last: raised ...no last",
            refused: ["trouble"],
            transcript: """
                before passed
                trouble known-failure: \(failure)
                after passed
                last unexpected-pass: known.txt:6 lists it as failing
                """,
            diagnostics: """
                known.txt:6:1: error: page/last is listed, but Refusing 1 passes it
                    6 | page/last: raised ...no last
                      | ^~~~~~~~~
                      = note: remove the line
                """,
            conclusion: .failure),
        Judgement(
            name: "an unexpected pass says nothing against the backend", list: "page/after",
            transcript: """
                before passed
                trouble passed
                after unexpected-pass: known.txt:1 lists it as failing
                last passed
                """,
            diagnostics: """
                known.txt:1:1: error: page/after is listed, but Refusing 1 passes it
                    1 | page/after
                      | ^~~~~~~~~~
                      = note: remove the line
                """,
            verdict: .conformant, conclusion: .failure),
        Judgement(
            name: "another message", list: "page/trouble:  raised KeyError...", refused: ["trouble"],
            transcript: "before passed\ntrouble failed: \(failure)\nafter passed\nlast passed",
            diagnostics: """
                known.txt:1:16: error: page/trouble fails with Refusing 1, but with another message
                    1 | page/trouble:  raised KeyError...
                      |                ^~~~~~~~~~~~~~~~~~
                      = note: the message is: raised ValueError: no trouble
                """,
            conclusion: .failure),
        Judgement(
            name: "names and lines that are none",
            list: "page/troubel\nno name\npage/last\n  page/last\n[open",
            refused: ["last"],
            transcript: "before passed\ntrouble passed\nafter passed\nlast known-failure: "
                + failure.replacing("trouble", with: "last"),
            diagnostics: """
                known.txt:2:1: error: expected the name of a case
                    2 | no name
                      | ^~~~~~~
                      = note: an example of a line: `parallel_db/get-unknown: message`
                known.txt:5:1: error: expected the name of a backend in brackets, as in [dictdb]
                    5 | [open
                      | ^~~~~
                known.txt:1:1: error: there is no case page/troubel
                    1 | page/troubel
                      | ^~~~~~~~~~~~
                      = note: did you mean page/trouble?
                known.txt:4:3: error: page/last is listed twice
                    4 |   page/last
                      |   ^~~~~~~~~
                """,
            conclusion: .success),
        Judgement(
            name: "a dead backend is not forgiven by a name", list: "page/trouble", refused: ["trouble", "die"],
            transcript: """
                before passed
                trouble not-run: drop_record: it died
                after passed
                last passed
                note: drop_record: it died
                """,
            verdict: .inconclusive, conclusion: .open),
        Judgement(
            name: "but by a line that says so", list: "page/trouble: drop_record: it ...", refused: ["trouble", "die"],
            transcript: """
                before passed
                trouble known-failure: drop_record: it died
                after passed
                last passed
                note: drop_record: it died
                """,
            conclusion: .success),
    ]

    /// A list, the msg_ids that the backends refuse, and the updated list.
    @Test(arguments: [
        ("", [["trouble"]], "page/trouble: raised ValueError: no trouble\n"),
        (
            "# one\npage/trouble: raised ...\n\n# two\npage/last: raised KeyError\n", [["trouble", "last"]],
            "# one\npage/trouble: raised ...\n\n# two\npage/last: raised ValueError: no last\n"
        ),
        (
            "# kept\npage/last\n\n# at the end\npage/gone", [["before"]],
            "# kept\n\n# at the end\npage/before: raised ValueError: no before\n"
        ),
        (
            "[dictdb]\n# all\n\n[nodb]\npage/last\n", [["after"]],
            "[dictdb]\n# all\npage/after: raised ValueError: no after\n\n[nodb]\npage/last\n"
        ),
        (
            "page/trouble\npage/last\n", [["trouble", "last"], ["trouble"]],
            "page/trouble\n\n[dictdb]\npage/last: raised ValueError: no last\n"
        ),
        ("no name\n", [[]], "no name\n"),
    ])
    func itIsRewrittenForTheRuns(_ list: String, _ failures: [[String]], _ expected: String) async throws {
        let cases = PreparedSuite.fourCases.suite.cases
        var runs: [Report.Run] = []
        for (refused, spec) in zip(failures, ["dictdb?record_limit=9", "nodb"]) {
            runs.append(Report.Run(try await RefusingBackend.run("B\(runs.count)", refused: Set(refused), spec: spec)))
        }
        let updated = KnownFailures(path: "known.txt", bytes: Array(list.utf8), cases: cases).updated(for: runs)
        #expect(updated == expected)
        let again = KnownFailures(path: "known.txt", bytes: Array(updated.utf8), cases: cases)
        #expect(again.updated(for: runs) == updated, "rewriting it again changes nothing")
        for run in runs where !expected.contains("no name") {
            #expect(again.judge(run).diagnostics.isEmpty)
            #expect(again.judge(run).run.conclusion == .success)
        }
    }
}
