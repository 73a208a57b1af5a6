import Conformance
import Foundation
import TestSupport
import Testing

/// A backend that goes wrong: one clear outcome, and the rest of the cases are judged all the same.
@Suite(.serialized) struct FaultyChildTests {
    @Test(
        .timeLimit(.minutes(2)),
        arguments: FaultyChild.thatEnd + FaultyChild.thatHang + FaultyChild.thatTalkNonsense + FaultyChild.thatPass)
    func oneOutcomeIsToldAndTheRestIsJudged(_ child: FaultyChild) async {
        let run = await PreparedSuite.fourCases.judge(child.command, timeout: child.timeout)
        let note = child.note ?? child.expected
        let trouble = child.expected.map { "trouble not-run: " + $0 } ?? "trouble passed"
        let expected =
            ["before passed", trouble, "after passed", "last passed"] + (note.map { ["note: " + $0] } ?? [])
        #expect(run.transcript == expected.joined(separator: "\n"))
        #expect(run.verdict == (child.expected == nil ? .conformant : .inconclusive))
        #expect(await Processes.areGone(with: child.token), "a process is left behind")
    }

    @Test(arguments: ["reply(None); reply(None)", "reply(None); time.sleep(0.3); reply(None)"])
    func aSecondAnswerIsTakenForTheNextAndFoundOut(_ trouble: String) async {
        let run = await PreparedSuite.fourCases.judge(Tool.backend(trouble: trouble))
        let message = #"""
            open: the reply does not fit: at `id`: expected the request's id 6, found 5; it was \#
            `{"jsonrpc": "2.0", "id": 5, "result": null}`; the request before it was drop_record
            """#
        #expect(
            run.transcript == """
                before passed
                trouble passed
                after not-run: \(message)
                last passed
                note: \(message)
                """)
    }

    @Test func aBackendThatAlwaysDiesIsGivenUp() async {
        let start = """
            answer = reply
            def reply(result):
                answer(result) if request["method"] == "initialize" else os._exit(1)
            """
        let run = await PreparedSuite.fourCases.judge(Tool.backend(start: start))
        let message = "open: the backend ended with exit status 1 instead of answering"
        #expect(
            run.transcript == """
                before not-run: \(message)
                trouble not-run: \(message)
                after not-run: \(message)
                last not-run: given up after 3 failures of the backend, the first: \(message)
                note: \(message)
                """)
        #expect(run.verdict == .inconclusive)
    }

    /// The message is why the backend does not start again, not why it ended.
    @Test func aBackendThatStartsOnlyOnceIsToldSo() async throws {
        let folder = try TemporaryFolder()
        let mark = folder.url.appending(path: "started").path
        let start = "os._exit(3) if os.path.exists('\(mark)') else open('\(mark)', 'w').close()"
        let run = await PreparedSuite.fourCases.judge(Tool.backend(trouble: "os._exit(7)", start: start))
        let message = "drop_record: the backend ended with exit status 7 instead of answering"
        let again = "initialize: the backend ended with exit status 3 instead of answering"
        #expect(
            run.transcript == """
                before passed
                trouble not-run: \(message)
                after not-run: the backend did not start again: \(again)
                last not-run: the backend did not start again: \(again)
                note: \(message)
                """)
    }
}
