import Hub
import JupyterMessages
import TaskDatabases
import Testing
import Wire

@Suite struct EngineTests {
    @Test func `an engine is registered once its heart beats`() async throws {
        let harness = HubHarness()
        let reply = try await harness.ask("registration_request", ("uuid", "a"))
        #expect(reply["id"] == 0 && reply["status"] == "ok" && reply["hb_period"] == 3000)
        #expect(harness.hub.registered.isEmpty)
        harness.hub.heartBeat(of: "a", now: 0)
        try await harness.settle()
        #expect(harness.notifications.map(\.type) == ["registration_notification"])
        #expect(try await harness.ask("connection_request")["engines"] == ["0": "a"])
    }

    @Test func `ids are not used again, and may be asked for`() async throws {
        let harness = HubHarness()
        #expect(try await harness.ask("registration_request", ("uuid", "a"), ("id", 3))["id"] == 3)
        #expect(try await harness.ask("registration_request", ("uuid", "b"), ("id", 3))["id"] == 4)
        for uuid in ["a", "b"] { harness.hub.heartBeat(of: uuid, now: 0) }
        harness.hub.remove("b", now: 0)
        #expect(try await harness.ask("registration_request", ("uuid", "c"))["id"] == 5)
        #expect(try await harness.ask("registration_request", ("uuid", "c"))["ename"] == "KeyError")
    }

    @Test func `a client that subscribes hears of engines that came or went since it asked for them`() async throws {
        let harness = HubHarness()
        harness.now = 100
        for uuid in ["a", "b", "c"] { try await harness.register(uuid) }
        harness.now = 109
        harness.hub.remove("b", now: harness.now)
        try await harness.settle()
        let heard = harness.notifications.count
        harness.hub.repeatChanges(now: 109)
        try await harness.settle()
        let repeated = harness.notifications.dropFirst(heard).map { "\($0.type) \($0.content["uuid"]?.text ?? "")" }
        #expect(
            repeated == [
                "registration_notification a", "registration_notification c", "unregistration_notification b",
            ])
        harness.hub.repeatChanges(now: 110)
        try await harness.settle()
        #expect(harness.notifications.count == heard + repeated.count + 1)
        harness.hub.repeatChanges(now: 119)
        try await harness.settle()
        #expect(harness.notifications.count == heard + repeated.count + 1)
    }

    @Test func `a registration without heartbeat is forgotten`() async throws {
        let harness = HubHarness()
        _ = try await harness.ask("registration_request", ("uuid", "a"))
        #expect(harness.hub.nextDeadline == 30)
        harness.hub.advance(to: 30, at: HubHarness.date)
        #expect(!harness.hub.knows("a"))
    }

    @Test func `an engine that has left is gone from the queue status`() async throws {
        let harness = HubHarness()
        try await harness.register("a")
        try await harness.register("b")
        try await harness.submit("s_1_1", to: "b")
        harness.hub.handle(
            "unregistration_request", JSONObject([("id", 1)]), from: HubAddress(identities: []), now: 0)
        try await harness.settle()
        let status = try await harness.ask("queue_request", ("targets", nil))
        #expect(status.members.map(\.name) == ["status", "0", "unassigned"])
        #expect(harness.notifications.last?.type == "unregistration_notification")
        #expect(try await harness.ask("queue_request", ("targets", [1]))["evalue"] == "No Such Engine: [1]")
    }

    @Test func `the direct tasks of a dead engine fail after a while`() async throws {
        let harness = HubHarness()
        try await harness.register("a")
        for id in ["s_1_1", "s_1_2"] { try await harness.submit(id, to: "a") }
        harness.hub.remove("a", now: 0)
        try await harness.end("s_1_2", on: "a")
        harness.hub.advance(to: 5, at: HubHarness.date)
        try await harness.settle()
        let reply = try await harness.ask("result_request", ("msg_ids", ["s_1_1", "s_1_2"]))
        #expect(reply["completed"] == ["s_1_1", "s_1_2"])
        #expect(reply["s_1_1"]?["result_content"]?["ename"] == "EngineError")
        #expect(reply["s_1_1"]?["result_metadata"]?["engine"] == "a")
        #expect(reply["s_1_2"]?["result_content"]?["status"] == "ok")
    }

    @Test func `another controller can take over`() async throws {
        let harness = HubHarness()
        try await harness.register("a")
        let other = HubHarness()
        other.hub.restore(harness.hub.engineState, now: 0)
        #expect(other.hub.registered.isEmpty)
        other.hub.heartBeat(of: "a", now: 0)
        try await other.settle()
        #expect(other.hub.registered.map(\.uuid) == ["a"])
        #expect(try await other.ask("registration_request", ("uuid", "b"))["id"] == 1)
    }
}
