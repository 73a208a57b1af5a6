import Hub
import JupyterMessages
import TaskDatabases
import Testing
import Wire

@Suite struct TaskTests {
    @Test func `the record of a task says who sent it, where it ran and what came of it`() async throws {
        let harness = HubHarness()
        try await harness.register("a")
        try await harness.submit("s_1_1", to: nil, label: "fit")
        harness.hub.taskAssigned("s_1_1", to: "a")
        try await harness.settle()
        #expect(try await harness.ask("queue_request")["0"] == ["queue": 0, "completed": 0, "tasks": 1])
        try await harness.end("s_1_1", on: "a")
        let record = try await harness.database.getRecord("s_1_1")
        #expect(record["client_uuid"] == "s" && record["engine_uuid"] == "a" && record["queue"] == "task")
        #expect(
            record["label"] == "fit" && record["buffers"] == [.bytes([1, 2])]
                && record["result_buffers"] == [.bytes([3])])
        #expect(record["completed"] == Instant("2026-11-26T16:20:47Z").map(Value.instant))
        #expect(record["started"] == Instant("2026-11-26T16:20:46Z").map(Value.instant))
        #expect(record["result_content"] == ["status": "ok"])
        #expect(try await harness.ask("queue_request")["0"] == ["queue": 0, "completed": 1, "tasks": 0])
    }

    @Test func `a task that moves to another engine leaves the first`() async throws {
        let harness = HubHarness()
        for engine in ["a", "b"] { try await harness.register(engine) }
        try await harness.submit("s_1_1", to: nil)
        harness.hub.taskAssigned("s_1_1", to: "a")
        harness.hub.taskTakenBack("s_1_1")
        #expect(try await harness.ask("queue_request")["unassigned"] == 1)
        harness.hub.taskAssigned("s_1_1", to: "b")
        let status = try await harness.ask("queue_request", ("verbose", true))
        #expect(status["0"]?["tasks"] == [] && status["1"]?["tasks"] == ["s_1_1"])
    }

    @Test(
        arguments: [
            ("a", nil, "2026-11-26T16:20:45.900000Z"), ("b", nil, nil), ("a", "ok", "2026-11-26T16:20:46Z"),
            ("a", "aborted", nil), ("a", "lost", "2026-11-26T16:20:45.900000Z"),
        ] as [(String, String?, String?)])
    func `a task has started once its engine says so, unless it is aborted`(
        engine: String, end: String?, started: String?
    ) async throws {
        let harness = HubHarness()
        try await harness.register("a")
        try await harness.submit("s_1_1", to: "a")
        let message = SignedMessage(
            header: Array(
                #"{"msg_id":"o","msg_type":"status","date":"2026-11-26T16:20:45.900000Z"}"#.utf8),
            parentHeader: Array(#"{"msg_id":"s_1_1","msg_type":"apply_request"}"#.utf8),
            metadata: Array(#"{"engine":"\#(engine)"}"#.utf8), content: Array(#"{"execution_state":"busy"}"#.utf8))
        harness.hub.output(topic: Array("engine.0.status".utf8), message, now: 0)
        try await harness.settle()
        switch end {
        case "lost":
            harness.hub.remove("a", now: 0)
            harness.hub.advance(to: 5, at: HubHarness.date)
            try await harness.settle()
        case let status?: try await harness.end("s_1_1", on: "a", status: status, hasRun: status != "aborted")
        case nil: break
        }
        let record = try await harness.database.getRecord("s_1_1")
        #expect(record["started"] == started.flatMap { Instant($0) }.map(Value.instant) ?? .null)
        #expect((record["completed"] == .null) == (end == nil))
    }

    @Test func `output is added to the record, and never makes one`() async throws {
        let harness = HubHarness()
        try await harness.submit("s_1_1", to: "a")
        for (id, text) in [("s_1_1", "one\\n"), ("s_1_1", "two\\n"), ("s_1_9", "lost\\n")] {
            let message = SignedMessage(
                header: Array(#"{"msg_id":"o","msg_type":"stream"}"#.utf8),
                parentHeader: Array(#"{"msg_id":"\#(id)","msg_type":"apply_request"}"#.utf8),
                content: Array(#"{"name":"stdout","text":"\#(text)"}"#.utf8))
            harness.hub.output(topic: Array("engine.0.stdout".utf8), message, now: 0)
            try await harness.settle()
        }
        #expect(try await harness.database.getRecord("s_1_1")["stdout"] == "one\ntwo\n")
        #expect(try await harness.ask("history_request")["history"] == ["s_1_1"])
    }

    @Test func `an engine that shuts down is removed`() async throws {
        let harness = HubHarness()
        try await harness.register("a")
        let message = SignedMessage(header: Array(#"{"msg_id":"o","msg_type":"shutdown_reply","session":"a"}"#.utf8))
        harness.hub.output(topic: Array("engine.0.shutdown".utf8), message, now: 0)
        #expect(harness.hub.registered.isEmpty)
    }
}

@Suite struct RequestTests {
    @Test func `results come with their states, each by itself`() async throws {
        let harness = HubHarness()
        for id in ["s_1_1", "s_1_2", "s_1_3"] { try await harness.submit(id, to: "a") }
        try await harness.end("s_1_1", on: "a")
        try await harness.end("s_1_3", on: "a", status: "aborted")
        let reply = try await harness.ask("result_request", ("msg_ids", ["s_1_3", "s_1_1", "s_1_2"]))
        #expect(reply["pending"] == ["s_1_2"] && reply["completed"] == ["s_1_1", "s_1_3"])
        #expect(reply["s_1_3"]?["result_content"]?["ename"] == "TaskAborted")
        let status = try await harness.ask("result_request", ("msg_ids", ["s_1_1"]), ("status_only", true))
        #expect(status.members.map(\.name) == ["status", "pending", "completed"])
    }

    @Test(arguments: [true, false])
    func `an unknown or purged task is a KeyError`(isPurged: Bool) async throws {
        let harness = HubHarness()
        if isPurged {
            try await harness.submit("nosuch", to: "a")
            try await harness.end("nosuch", on: "a")
            #expect(try await harness.ask("purge_request", ("msg_ids", ["nosuch"]))["status"] == "ok")
        }
        let reply = try await harness.ask("result_request", ("msg_ids", ["nosuch"]))
        #expect(reply["ename"] == "KeyError" && reply["evalue"] == "'No such message: nosuch'")
    }

    @Test func `old tasks keep their own states after a restart`() async throws {
        let before = HubHarness()
        for id in ["s_1_1", "s_1_2"] { try await before.submit(id, to: "a") }
        try await before.end("s_1_1", on: "a")
        let harness = HubHarness(before.database)
        let reply = try await harness.ask("result_request", ("msg_ids", ["s_1_1", "s_1_2"]))
        #expect(reply["completed"] == ["s_1_1"] && reply["pending"] == ["s_1_2"])
    }

    @Test func `a pending task cannot be purged, a finished one by engine can`() async throws {
        let harness = HubHarness()
        try await harness.register("a")
        for id in ["s_1_1", "s_1_2"] { try await harness.submit(id, to: "a") }
        try await harness.end("s_1_1", on: "a")
        #expect(try await harness.ask("purge_request", ("msg_ids", ["s_1_2"]))["evalue"] == "msg pending: 's_1_2'")
        #expect(try await harness.ask("purge_request", ("msg_ids", []), ("engine_ids", [7]))["ename"] == "IndexError")
        #expect(try await harness.ask("purge_request", ("msg_ids", []), ("engine_ids", [0]))["status"] == "ok")
        #expect(try await harness.ask("history_request")["history"] == ["s_1_2"])
    }

    @Test func `a task that is sent again keeps its label and retries`() async throws {
        let harness = HubHarness()
        try await harness.submit("s_1_1", to: "a", label: "fit")
        try await harness.end("s_1_1", on: "a")
        let reply = try await harness.ask("resubmit_request", ("msg_ids", ["s_1_1"]))
        let newID = try #require(reply["resubmitted"]?["s_1_1"]?.text)
        let message = try #require(harness.submitted.first?.message)
        #expect(message.parsedMetadata?["label"] == "fit" && message.parsedMetadata?["retries"] == 2)
        #expect(message.parsedHeader?.msgID == newID && message.buffers == [[1, 2]])
        #expect(Signer(key: [1]).accepts(message))
        #expect(try await harness.database.getRecord("s_1_1")["resubmitted"] == .text(newID))
        #expect(try await harness.database.getRecord(newID)["label"] == "fit")
        #expect(
            try await harness.ask("resubmit_request", ("msg_ids", ["no"]))["evalue"] == "\"No such msg(s): ['no']\"")
    }

    @Test func `a query returns buffers only if it asks for them`() async throws {
        let harness = HubHarness()
        try await harness.submit("s_1_1", to: "a")
        let all = try await harness.ask("db_request", ("query", ["queue": "mux"]), ("keys", nil))
        #expect(all["records"]?.elements?.first?["buffers"] == nil && all["buffer_lens"] == JSON.null)
        harness.hub.handle(
            "db_request", JSONObject([("query", [:]), ("keys", ["buffers"])]), from: HubAddress(identities: []), now: 0)
        try await harness.settle()
        let reply = try #require(harness.replies.last)
        #expect(JSONObject(parsing: reply.content)?["buffer_lens"] == [1] && reply.buffers == [[1, 2]])
        let dated: JSON = ["submitted": ["$lt": "2026-11-26T17:20:46+01:00"]]
        #expect(try await harness.ask("db_request", ("query", dated))["records"]?.elements?.count == 1)
        #expect(try await harness.ask("db_request", ("query", ["a": ["$before": 1]]))["ename"] == "KeyError")
        #expect(try await harness.ask("db_request", ("query", 5))["ename"] == "TypeError")
    }

    @Test func `an unknown request is an error`() async throws {
        let harness = HubHarness()
        let reply = try await harness.ask("foo_request")
        #expect(reply["ename"] == "KeyError" && reply["evalue"] == "\"Bad Message Type: 'foo_request'\"")
        #expect(reply["traceback"]?.elements?.isEmpty == false)
    }

    @Test func `NoDB refuses what it does not know, and everything else works`() async throws {
        let harness = HubHarness(NoDB())
        try await harness.register("a")
        try await harness.submit("s_1_1", to: "a")
        try await harness.end("s_1_1", on: "a")
        for request in ["history_request", "db_request", "resubmit_request", "result_request"] {
            let reply = try await harness.ask(request, ("query", [:]), ("msg_ids", ["s_1_1"]))
            #expect(reply["ename"] == "NoData")
        }
        #expect(try await harness.ask("purge_request", ("msg_ids", "all"))["status"] == "ok")
        let status = try await harness.ask("result_request", ("msg_ids", ["s_1_1"]), ("status_only", true))
        #expect(status["completed"] == ["s_1_1"])
        #expect(try await harness.ask("queue_request")["0"]?["completed"] == 1)
    }

    @Test func `what is added to a text one after the other is added at once`() async throws {
        let writes: [DatabaseWrite] = [
            .add("a", TaskRecord(msgID: "a", ["stdout": ""])), .append("a", key: "stdout", text: "1"),
            .add("b", TaskRecord(msgID: "b", ["stdout": ""])), .append("a", key: "stdout", text: "2"),
            .append("b", key: "stdout", text: "x"), .append("a", key: "stderr", text: "e"),
            .append("a", key: "stdout", text: "3"), .update("a", ["stdout": "new"]),
            .append("a", key: "stdout", text: "4"), .append("b", key: "stdout", text: "y"),
        ]
        #expect(writes.joined.count == 8)
        let databases = (DictDB(), DictDB())
        for write in writes { try await write.apply(to: databases.0) }
        for write in writes.joined { try await write.apply(to: databases.1) }
        for name in ["a", "b"] {
            let record = try await databases.0.getRecord(name)
            #expect(try await databases.1.getRecord(name) == record)
        }
    }
}
