import Conformance
import Testing

/// An answer of the wrong kind is a wrong answer: the case fails, whatever it expects, and the backend goes on.
@Suite struct UnfitAnswerTests {
    static let refused = PreparedSuite.make(
        """
        <!-- rule: refuses -->
        A backend **must** refuse.

        <!-- case: trouble -->
        ```pycon
        >>> db.get_record('trouble')
        Traceback (most recent call last):
            ...
        Exception
        ```
        """)

    @Test(arguments: [
        ("reply(5)", "get_record: at `result`: expected a record, found 5"),
        ("reply(None)", "get_record: at `result`: expected a record, found null"),
        (
            "write(b'{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32601,\"message\":\"no\"}}\\n')",
            "raised JSON-RPC error -32601, which is not and does not derive from Exception"
        ),
    ])
    func `is no exception that a case could expect`(trouble: String, message: String) async {
        let run = await Self.refused.judge(Tool.backend(trouble: trouble))
        #expect(run.transcript.split(separator: "\n").first.map(String.init) == "trouble failed: \(message)")
    }

    @Test func `a JSON-RPC error of another kind may be one`() async {
        let error = #"write(b'{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"no"}}\n')"#
        #expect(await Self.refused.judge(Tool.backend(trouble: error)).transcript == "trouble passed")
    }

    @Test(arguments: [
        (#""changed":7"#, "at `changed`: expected an object, found 7"),
        (#""error":null"#, "at `error`: unexpected member: a reply with a result has none, not even null"),
        (#""time":1"#, "at `time`: unexpected member; only jsonrpc, id, result, error, changed may be here"),
    ])
    func `a member that the schema does not have is an error with its place`(member: String, message: String) async {
        let reply = #"write(b'{"jsonrpc":"2.0","id":5,"result":null,\#(member)}\n')"#
        let run = await PreparedSuite.fourCases.judge(Tool.backend(trouble: reply))
        #expect(run.cases.map(\.outcome) == [.passed, .notRun, .passed, .passed])
        #expect(run.cases[1].reason?.contains(message) == true, "\(run.cases[1].reason ?? "")")
    }

    @Test func `changes without the capability are passed over`() async {
        let reply = #"write(b'{"jsonrpc":"2.0","id":5,"result":null,"changed":{"4/record":{}}}\n')"#
        let run = await PreparedSuite.fourCases.judge(Tool.backend(trouble: reply))
        #expect(run.cases.map(\.outcome) == [.passed, .passed, .passed, .passed])
    }

    @Test func `fails its case alone`() async {
        let run = await PreparedSuite.fourCases.judge(Tool.backend(trouble: "reply(True)"))
        #expect(run.cases.map(\.outcome) == [.passed, .failed, .passed, .passed])
        #expect(run.cases[1].message?.hasPrefix("drop_record: at `result`: expected null, found true\n") == true)
    }
}
