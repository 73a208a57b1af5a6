import JupyterMessages
import TaskDatabases
import Testing
import Wire

@Suite struct EnvelopeTests {
    @Test func `identities come before the delimiter, buffers after the content`() throws {
        let frames = ["client", "<IDS|MSG>", "sig", "{\"a\":1}", "{}", "{}", "{\"b\":2}", "buffer", "<IDS|MSG>"].map {
            Array($0.utf8)
        }
        let envelope = try #require(Envelope(frames))
        #expect(envelope.identities == [frames[0]])
        #expect(envelope.message.content == frames[6])
        #expect(envelope.message.buffers == [frames[7], frames[8]])
        #expect(envelope.frames == frames)
    }

    @Test(arguments: [
        [], ["<IDS|MSG>"], ["a", "b"], ["<IDS|MSG>", "sig", "{}", "{}", "{}"],
        Array(repeating: "x", count: 100) + ["<IDS|MSG>", "sig", "{}", "{}", "{}", "{}"],
    ])
    func `what is no message is refused`(frames: [String]) {
        #expect(Envelope(frames.map { Array($0.utf8) }) == nil)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"msg_id":1,"msg_type":"a"}"#, "\u{FEFF}{}"])
    func `an invalid header is none`(text: String) {
        #expect(MessageHeader(Array(text.utf8)) == nil)
    }

    @Test func `the date of a header is a date in a record`() throws {
        let text = #"{"msg_id":"a","msg_type":"apply_request","session":"s","date":"2026-11-22T09:37:01.923981Z"}"#
        let header = try #require(MessageHeader(Array(text.utf8)))
        let date = try #require(Instant("2026-11-22T09:37:01.923981Z"))
        #expect(header.date == date)
        #expect(header.document["date"] == .instant(date))
    }

    @Test func `values keep their types, and bytes are base64`() {
        let value: Value = [
            "a": [1, 1.5, true, nil, "é"], "b": .bytes([0, 255]), "c": .integer(.max), "d": .double(.nan),
        ]
        #expect(
            String(decoding: value.message.bytes, as: UTF8.self)
                == #"{"a":[1,1.5,true,null,"é"],"b":"AP8=","c":9223372036854775807,"d":"nan"}"#)
        #expect(Value(message: ["a": [1, 1.5, true, nil]]) == ["a": [1, 1.5, true, nil]])
    }

    @Test func `text is a date only where dates are compared`() throws {
        let text = "2026-11-26T16:00:00Z"
        #expect(Value(message: .string(text)) == .text(text))
        let date = Value.instant(try #require(Instant(text)))
        #expect(Value(messageDate: ["$gte": .string(text)]) == ["$gte": date])
        #expect(Value(messageDate: "2026-11-26T16:00:00") == date)
        #expect(Value(messageDate: "noon") == "noon")
    }
}
