import Backends
import Conformance
import Foundation
import TestSupport
import Testing

@Suite struct HostCommandTests {
    static func exchange(_ spec: String, _ lines: [String]) async throws -> (replies: [String], status: Int32) {
        let program = try await Program.taskdb(["host", spec], input: lines.map { $0 + "\n" }.joined())
        return (program.output.split(separator: "\n").map(String.init), program.status)
    }

    @Test func `a session over the protocol`() async throws {
        let (replies, status) = try await Self.exchange(
            "dictdb?record_limit=2",
            [
                #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocol":1}}"#,
                #"{"jsonrpc":"2.0","id":2,"method":"open","params":{"options":{}}}"#,
                #"{"jsonrpc":"2.0","id":3,"method":"add_record","params":{"msg_id":"a","record":{"submitted":{"$date":"2012-01-18T02:27:56Z"}}}}"#,
                #"{"jsonrpc":"2.0","id":4,"method":"get_history","params":{}}"#,
                #"{"jsonrpc":"2.0","id":"five","method":"get_record","params":{"msg_id":"b"}}"#,
                #"{"jsonrpc":"2.0","id":6,"method":"shutdown","params":{}}"#,
            ])
        #expect(status == 0)
        #expect(
            Array(replies.dropFirst()) == [
                #"{"jsonrpc":"2.0","id":2,"result":null}"#, #"{"jsonrpc":"2.0","id":3,"result":null}"#,
                #"{"jsonrpc":"2.0","id":4,"result":["a"]}"#,
                #"{"jsonrpc":"2.0","id":"five","error":{"code":-32000,"message":"\"no record has msg_id 'b'\"","#
                    + #""data":{"type":"KeyError","mro":["KeyError","LookupError","Exception","BaseException"]}}}"#,
                #"{"jsonrpc":"2.0","id":6,"result":null}"#,
            ])
    }

    @Test(arguments: [
        ("nonsense", -32700), ("[]", -32600), (#"{"id":1,"method":"open"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1,"method":"fly"}"#, -32601),
        (#"{"jsonrpc":"2.0","id":1,"method":"get_record","params":{}}"#, -32602),
        (
            #"{"jsonrpc":"2.0","id":1,"method":"add_record","params":{"msg_id":"a","record":{"x":{"$date":"no"}}}}"#,
            -32602
        ),
        (#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocol":2}}"#, -32602),
        (#"{"jsonrpc":"2.0","id":1,"method":"get_history","params":{}}"#, -32000),
    ])
    func `what it cannot act on is answered with an error, and it lives on`(line: String, code: Int) async throws {
        let (replies, status) = try await Self.exchange(
            "dictdb", [line, #"{"jsonrpc":"2.0","id":2,"method":"shutdown","params":{}}"#])
        #expect(replies.first?.contains(#""code":\#(code),"#) == true, "\(replies)")
        #expect(replies.count == 2)
        #expect(status == 0)
    }

    @Test(arguments: ["dictdb", "sqlitedb"])
    func `an open that is refused leaves the open database as it is`(spec: String) async throws {
        let (replies, _) = try await Self.exchange(
            spec,
            [
                #"{"jsonrpc":"2.0","id":1,"method":"open","params":{"options":{}}}"#,
                #"{"jsonrpc":"2.0","id":2,"method":"add_record","params":{"msg_id":"a","record":{}}}"#,
                #"{"jsonrpc":"2.0","id":3,"method":"open","params":{"options":{"nosuch":1}}}"#,
                #"{"jsonrpc":"2.0","id":4,"method":"find_records","params":{"check":{},"keys":["msg_id"]}}"#,
            ])
        #expect(replies.dropFirst(2).first?.contains("has no option nosuch; it has ") == true, "\(replies)")
        #expect(replies.last == #"{"jsonrpc":"2.0","id":4,"result":[{"msg_id":"a"}]}"#)
    }

    @Test func `a line that is not UTF-8 is answered with what is wrong with it`() async {
        let line = Array(#"{"id":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        let reply = await HostLoop(DatabaseHost(.nodb)).answer(line).reply
        let message = "this line is not JSON: a string is not valid UTF-8 at byte 8"
        #expect(
            String(decoding: reply, as: UTF8.self)
                == #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"\#(message)"}}"#)
    }

    @Test func `the end of its input ends it`() async throws {
        #expect(try await Self.exchange("nodb", []).status == 0)
    }

    @Test func `a hosted database is judged as the built-in one is`() async throws {
        for spec in ["dictdb", "nodb"] {
            let program = try await Program.taskdb(["test", "--", Program.taskdb, "host", spec])
            #expect(program.status == 0, "\(program.output)")
        }
    }
}
