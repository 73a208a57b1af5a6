import JupyterMessages
import Schedulers
import Testing
import Wire

@Suite struct BroadcastSchedulerTests {
    private let signer = Signer(key: [1])

    private func scheduler(_ isCoalescing: Bool) -> BroadcastScheduler {
        var scheduler = BroadcastScheduler(signer: signer)
        scheduler.addEngine("a")
        scheduler.addEngine("b")
        let metadata = JSONObject([
            ("targets", [["a", 0], ["b", 1]]), ("is_broadcast", true), ("is_coalescing", .bool(isCoalescing)),
        ])
        let request = request("s_1_1", metadata)
        let header = request.message.parsedHeader
        let isAccepted = header.map { scheduler.submit(request, $0, metadata) }
        #expect(isAccepted == true)
        return scheduler
    }

    /// The reply of an engine to its part.
    private func reply(_ part: Envelope, _ engine: String, _ status: String = "ok") -> Envelope {
        let metadata = part.message.parsedMetadata ?? JSONObject()
        return Envelope(
            identities: [Array(engine.utf8), Array("client".utf8)],
            message: SignedMessage(
                header: Array(#"{"msg_id":"r","msg_type":"apply_reply"}"#.utf8), parentHeader: part.message.header,
                metadata: JSON.object(metadata.setting("status", .string(status))).bytes,
                buffers: [Array("of \(engine)".utf8)]))
    }

    private func parts(_ actions: [BroadcastAction]) -> [String: Envelope] {
        var parts: [String: Envelope] = [:]
        for case .run(_, let request, let engine, true) in actions { parts[engine] = request }
        return parts
    }

    private func delivered(_ actions: [BroadcastAction]) -> [Envelope] {
        actions.compactMap { if case .deliver(let envelope) = $0 { envelope } else { nil } }
    }

    @Test func `each engine gets a part of its own, signed`() throws {
        var broadcasts = scheduler(false)
        let parts = parts(broadcasts.takeActions())
        let part = try #require(parts["b"])
        #expect(part.message.parsedHeader?.msgID == "s_1_1_b")
        #expect(part.message.parsedMetadata?["original_msg_id"] == "s_1_1")
        #expect(part.message.parsedMetadata?["targets"] == [["b", 1]])
        #expect(signer.accepts(part.message))
        #expect(parts.count == 2)
    }

    @Test func `replies go on as they come`() throws {
        var broadcasts = scheduler(false)
        let actions = broadcasts.takeActions()
        let part = try #require(parts(actions)["b"])
        let reply = reply(part, "b")
        let isExpected = broadcasts.finish(reply, engine: "b")
        #expect(isExpected)
        let delivered = delivered(broadcasts.takeActions())
        #expect(delivered == [Envelope(identities: [Array("client".utf8)], message: reply.message)])
        let isExpectedAgain = broadcasts.finish(reply, engine: "b")
        #expect(!isExpectedAgain)
    }

    @Test func `coalesced replies are one, with the buffers in the order of the targets`() throws {
        var broadcasts = scheduler(true)
        let parts = parts(broadcasts.takeActions())
        for engine in ["b", "a"] {
            let isExpected = broadcasts.finish(reply(try #require(parts[engine]), engine), engine: engine)
            #expect(isExpected)
        }
        let actions = broadcasts.takeActions()
        let message = try #require(delivered(actions).first?.message)
        #expect(message.parsedMetadata?["broadcast_targets"] == [["a", 0], ["b", 1]])
        #expect(message.buffers.map { String(decoding: $0, as: UTF8.self) } == ["of a", "of b"])
        #expect(signer.accepts(message))
        #expect(broadcasts.count == 0)
    }

    @Test func `a lost engine fails the whole`() throws {
        var broadcasts = scheduler(true)
        let parts = parts(broadcasts.takeActions())
        let isExpected = broadcasts.finish(reply(try #require(parts["a"]), "a"), engine: "a")
        #expect(isExpected)
        broadcasts.removeEngine("b") { _, header, _ in
            SignedMessage(
                header: Array(#"{"msg_id":"x","msg_type":"apply_reply"}"#.utf8), parentHeader: header,
                metadata: Array(#"{"status":"error"}"#.utf8))
        }
        let actions = broadcasts.takeActions()
        let message = try #require(delivered(actions).first?.message)
        #expect(message.parsedMetadata?["status"] == "error")
        #expect(broadcasts.count == 0)
    }
}
