import Backends
import Conformance
import Specification
import TestSupport
import Testing

/// The conversations on the pages judge a program: each fault of the protocol is found, and what the protocol leaves open
/// is not.
@Suite(.serialized) struct ConversationTests {
    private static let suite = TestSuite.carried.suite

    private static func judge(_ fault: String, _ names: [String]) async -> [CaseResult] {
        let command = [Tool.python, Tool.fixture("filter.py"), fault, Program.taskdb, "host", "dictdb"]
        let spec = BackendSpec(command: command)
        let cases = suite.suite.cases.filter { $0.language == .json && (names.isEmpty || names.contains($0.name)) }
        let backend = spec.backend(timeout: .seconds(20), showsStandardError: false, pythonAdapter: "")
        return await SuiteRunner(suite, selected: cases).run(spec.label, backend).cases
    }

    @Test func `a program that keeps the protocol passes all`() async {
        let results = await Self.judge("pass", [])
        #expect(results.count >= 20)
        for result in results { #expect(result.outcome == .passed, "\(result.testCase.id): \(result.message ?? "")") }
    }

    static let tolerated = [
        "if 'label' in str(reply): reply.get('result') and reply['result'].update(engine_uuid=None, stdout='')",
        "if reply.get('result') == []: reply = {**dict(reversed(reply.items()))}",
        "if request.get('method') == 'initialize' and 'result' in reply: reply['result']['capabilities'] += ['own']",
        "if 'data' in reply.get('error', {}): reply['error']['data'] = {'type': 'KeyError'}",
        "if 'data' in reply.get('error', {}): reply['error']['data'].update(type='NoSuchTask', more={'a': [1]})",
    ]

    @Test(arguments: tolerated)
    func `what the protocol leaves open is no fault`(change: String) async {
        for result in await Self.judge(
            change, ["initialize", "add-and-get", "reply-id", "update-and-drop", "error-type"])
        {
            #expect(result.outcome == .passed, "\(result.testCase.id): \(result.message ?? "")")
        }
    }

    static let faults: [(fault: String, name: String, reason: String)] = [
        ("if reply['id'] == 41: reply['id'] = 1", "reply-id", "at `id`: expected the request's id 41, found 1"),
        (
            "if 'error' in reply: reply = {'jsonrpc': '2.0', 'id': reply['id'], 'result': None}", "initialize-other",
            "expected"
        ),
        ("if 'error' in reply: reply['error']['code'] = -32000", "senseless-request", "at `error.data.type`: expected"),
        (
            "if request['method'] == 'get_history': reply = {'jsonrpc': '2.0', 'id': 3, 'result': []}", "not-open",
            "expected"
        ),
        (
            "if 'data' in reply.get('error', {}): del reply['error']['data']['type']", "error-type",
            "at `error.data.type`: expected"
        ),
        ("status = 3", "shutdown", "it answered but then ended with exit status 3 instead of 0"),
        (
            "line = json.dumps(reply).replace('AP8=', 'AP8')", "bytes",
            "at `result.buffers[0].$binary.base64`: invalid base64: the padding is wrong: 3 digits need ="
        ),
        ("reply['time'] = 1", "open-fresh", "at `time`: "),
        ("line = json.dumps(reply).replace('1.0,', '1,')", "numbers", "at `result.content.floats[0]`: "),
        ("line = '[1'", "open-fresh", "expected a reply of one line of JSON"),
    ]

    @Test(arguments: faults)
    func `a fault is found, and its place is named`(fault: String, name: String, reason: String) async throws {
        // The first reply is the one to `initialize`, which the runner itself reads.
        let code = "import json\nif request.get('params') != {'protocol': 1}:\n " + fault
        let result = try #require(await Self.judge(code, [name]).first)
        #expect([.failed, .warned].contains(result.outcome), "\(result.message ?? "")")
        #expect(result.failure?.reason.contains(reason) == true, "\(result.message ?? "")")
    }
}
