import TaskDatabases
import Testing
import Wire

@Suite struct ReplyTests {
    @Test(arguments: [
        Reply.result(nil), .result(["msg_id": "a"]), .failed(code: -32601, message: "no such method"),
        .raised(RaisedError(type: "NoData", bases: ["KeyError", "LookupError"], message: "'nothing'")),
    ])
    func `a reply is unchanged after writing and reading`(reply: Reply) throws {
        #expect(try Reply(JSON(parsing: reply.message(id: 7).bytes), id: 7) == reply)
    }

    @Test(arguments: [
        ("[]", "expected an object, found an array"),
        ("{}", "at `jsonrpc`: expected the string \"2.0\", found nothing"),
        (#"{"jsonrpc":"2.0","result":1}"#, "at `id`: expected the request's id 7, found nothing"),
        (#"{"jsonrpc":"2.0","id":6,"result":1}"#, "at `id`: expected the request's id 7, found 6"),
        (#"{"jsonrpc":"2.0","id":"7","result":1}"#, "at `id`: expected the request's id 7, found \"7\""),
        (#"{"jsonrpc":"2.0","id":7}"#, "expected a result or an error, found neither"),
        (#"{"jsonrpc":"2.0","id":7,"result":1,"error":{}}"#, "expected a result or an error, found both"),
        (
            #"{"jsonrpc":"2.0","id":7,"result":1,"error":null}"#,
            "at `error`: unexpected member: a reply with a result has none, not even null"
        ),
        (
            #"{"jsonrpc":"2.0","id":7,"result":1,"time":5}"#,
            "at `time`: unexpected member; only jsonrpc, id, result, error, changed may be here"
        ),
        (#"{"jsonrpc":"2.0","id":7,"result":1,"result":1}"#, "at `result`: duplicate member name"),
        (
            #"{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"m","trace":[]}}"#,
            "at `error.trace`: unexpected member; only code, message, data may be here"
        ),
        (#"{"jsonrpc":"2.0","id":7,"error":{"code":"x"}}"#, "at `error.code`: expected an integer, found \"x\""),
        (#"{"jsonrpc":"2.0","id":7,"error":{"code":-32000}}"#, "at `error.message`: expected a string, found nothing"),
        (
            #"{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"m"}}"#,
            "at `error.data.type`: expected a string with the exception's type, found nothing"
        ),
        (
            #"{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"m","data":{"type":"T","mro":[1]}}}"#,
            "at `error.data.mro[0]`: expected a string, found 1"
        ),
    ])
    func `an invalid reply is an error with its place`(text: String, message: String) throws {
        let json = try JSON(parsing: Array(text.utf8))
        #expect { try Reply(json, id: 7) } throws: { ($0 as? WireError)?.description == message }
    }

    @Test(arguments: [
        Request.initialize(protocolVersion: 1), .open(options: ["record_limit": 4]),
        .addRecord(msgID: "a", record: ["x": nil]),
        .getRecord(msgID: "é"), .updateRecord(msgID: "a", record: [:]), .dropRecord(msgID: ""),
        .dropMatchingRecords(check: ["a": ["$gt": 1]]), .findRecords(check: [:], keys: nil),
        .findRecords(check: ["b": .bytes([1])], keys: ["a"]), .getHistory, .close, .reopen, .shutdown,
    ])
    func `a request is unchanged after writing and reading`(request: Request) throws {
        let message = try JSON(parsing: request.message(id: 1).bytes)
        #expect(try Request(method: request.method, parameters: try #require(message["params"])) == request)
    }
}
