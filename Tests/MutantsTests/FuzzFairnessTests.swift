import Backends
import Conformance
import Mutants
import TaskDatabases
import Testing
import Wire

@testable import Fuzzing

/// What the fuzzer says of a difference, and what it leaves alone.
@Suite struct FuzzFairnessTests {
    /// SQLiteDB, but that `reopen` raises.
    private struct Closed: Backend {
        let base = InProcessBackend(DatabaseHost(.sqlitedb))

        func start() -> BackendInfo { base.start() }
        func stop() async -> BackendError? { await base.stop() }

        func send(_ request: Request) async throws -> Value {
            guard request == .reopen else { return try await base.send(request) }
            throw RaisedError(type: "OperationalError", bases: ["Exception"], message: "no such file")
        }
    }

    @Test func `an error of reopen is a difference with its sequence`() async throws {
        let outcome = await Fuzzer(seed: 1, limits: .init(runs: 500)).run(Closed())
        let found = try #require(outcome.counterexample)
        #expect(found.markdown.contains("```pycon\n>>> db.reopen()\n```"), "\(found.markdown)")
        #expect(found.expected == "None, and no error")
        #expect(found.actual == "OperationalError: no such file")
        #expect(found.rule == "parallel_db/persist-added")
    }

    /// DictDB with an order for bytes, which the rules leave open.
    private struct OrderedBytes: Backend {
        let base = InProcessBackend(DatabaseHost(.dictdb))

        func start() -> BackendInfo { base.start() }
        func stop() async -> BackendError? { await base.stop() }

        func send(_ request: Request) async throws -> Value {
            guard case .findRecords(let check, nil) = request, let only = check.conditions.first,
                check.conditions.count == 1, only.isRange, case .bytes = only.operand
            else { return try await base.send(request) }
            let all = try await base.send(.findRecords(check: [:], keys: nil))
            return .list(
                all.records.filter { if case .bytes = $0[only.field] { true } else { false } }.map(Value.document))
        }
    }

    @Test func `an order of bytes is left alone`() async {
        let outcome = await Fuzzer(seed: 3, limits: .init(runs: 1500)).run(OrderedBytes())
        #expect(outcome.counterexample?.markdown == nil)
        #expect(outcome.runs == 1500)
    }

    @Test(
        arguments: [
            (["record_limit": 4], 5, ["a"], nil), (["record_limit": 4], 5, ["a", "b"], nil),
            (["record_limit": 4, "cull_fraction": 0], 5, ["a", "b"], "cull-amount"),
            (["record_limit": 4], 5, ["a", "b", "c"], "cull-amount"), (["record_limit": 4], 5, ["b"], "cull-oldest"),
            (["record_limit": 4], 5, [], "cull-record-limit"), (["record_limit": 8], 5, ["a"], "cull-not-before"),
            (["record_limit": 1], 2, ["b"], "cull-newest"),
            (["record_limit": 4, "cull_fraction": 0.5], 5, ["a", "b", "c"], nil),
            (["size_limit": 4], 5, ["a", "b"], nil), (["size_limit": 4], 5, ["a", "b", "c", "d"], "cull-amount"),
            (["size_limit": 4, "cull_fraction": 0.5], 5, ["a", "b", "c"], nil),
            (["size_limit": 4], 5, [], "cull-size-limit"), (["record_limit": 0], 1, ["a"], nil),
        ] as [(Document, Int, [String], String?)])
    func `culling is judged by its rules`(options: Document, count: Int, gone: [String], rule: String?) {
        let names = Array("abcdefgh".map(String.init).prefix(count))
        let all = names.enumerated().map { index, name in
            TaskRecord(
                msgID: name,
                ["submitted": .instant(Instant(microseconds: index * 1_000_000)), "buffers": [.bytes([1])]]
            ).fields
        }
        let judge = LimitsJudge(options)
        let result = judge.check(all, held: names.filter { !gone.contains($0) })
        switch result {
        case .success(let culled): #expect(rule == nil && culled == gone, "\(options)")
        case .failure(let breach):
            let shown = Counterexample(
                sequence: OperationSequence(steps: [.open(options: options), .getHistory]), difference: .limits(breach),
                answers: [nil, nil], isRecording: true)
            #expect(shown.rule == rule.map { "parallel_db/" + $0 })
        }
    }

    /// Records by their msg_id, `submitted` in seconds and the bytes of their buffers, and those that a database has culled.
    @Test(
        arguments: [
            (["record_limit": 1], [("\u{e9}", nil, 0), ("e\u{301}", nil, 0)], ["\u{e9}"]),
            (["size_limit": 2], [("old", 1, 0), ("large", nil, 4)], ["large"]),
            (["size_limit": 2], [("old", 1, 1), ("large", 2, 4)], ["large"]),
            (["size_limit": 1], [("old", 1, 0), ("one", 2, 1), ("two", 3, 1)], ["one"]),
            (["size_limit": 1], [("old", 1, 0), ("one", 2, 1), ("two", 3, 1)], ["old", "one"]),
            (
                ["record_limit": 3, "size_limit": 5], [("a", 1, 0), ("b", 2, 0), ("c", 3, 3), ("d", 4, 3)], ["c"]
            ),
        ] as [(Document, [(id: String, second: Int?, bytes: Int)], [String])])
    func `what the rules of culling leave open is no difference`(
        options: Document, records: [(id: String, second: Int?, bytes: Int)], gone: [String]
    ) {
        let all = records.map { record in
            TaskRecord(
                msgID: record.id,
                [
                    "submitted": record.second.map { .instant(Instant(microseconds: $0 * 1_000_000)) } ?? .null,
                    "buffers": [.bytes([UInt8](repeating: 1, count: record.bytes))],
                ]
            ).fields
        }
        let culled = Set(gone.map(ExactText.init))
        let held = records.map(\.id).filter { !culled.contains(ExactText($0)) }
        if case .failure(let breach) = LimitsJudge(options).check(all, held: held) { Issue.record("\(breach)") }
    }

    @Test func `sequences never exceed the default limits`() {
        var most = 0
        for sequence in Self.sequences(2000) {
            #expect(sequence.isFair)
            most = max(most, sequence.steps.count { if case .addRecord = $0 { true } else { false } })
        }
        #expect(most > DictDB.Limits.defaultRecords)
    }

    @Test func `patterns of $glob are short`() {
        let conditions = Self.sequences(300).flatMap(\.steps).flatMap { $0.check?.conditions ?? [] }
        let lengths = conditions.filter { $0.name == "$glob" }.map { $0.operand.text?.utf8.count ?? 0 }
        #expect(lengths.count > 100)
        #expect(lengths.allSatisfy { $0 <= 1000 })
    }

    /// Sequences of 200 steps: where they begin with a thousand records, they have more than 1,024 in the end.
    private static func sequences(_ count: UInt64) -> [OperationSequence] {
        (0..<count).map { seed in
            var generator = Generator(seed: seed, capabilities: ["culling", "glob"])
            return generator.sequence(steps: 200)
        }
    }

    @Test(
        arguments: [([:], 1025, false), ([:], 1024, true), (["record_limit": .integer(.max)], 1025, true)]
            as [(Document, Int, Bool)])
    func `a sequence is fair where nothing is culled by default limits`(options: Document, count: Int, isFair: Bool) {
        let records = (0..<count).map { Request.addRecord(msgID: "\($0)", record: TaskRecord(msgID: "\($0)").fields) }
        #expect(OperationSequence(steps: [.open(options: options)] + records).isFair == isFair)
    }

    @Test(arguments: [
        ("gt-as-lt", "op-gt"), ("duplicate-overwrites", "add-duplicate-refused"),
        ("add-returns-true", "add-returns-nothing"),
    ])
    func `a difference names the rule that decides it`(name: String, rule: String) async throws {
        let mutant = try #require(Mutant.all.first { $0.name == name })
        let outcome = await Fuzzer(seed: 1).run(mutant.backend())
        #expect(
            outcome.counterexample?.rule == "parallel_db/" + rule,
            "\(outcome.counterexample?.markdown ?? "nothing found")")
    }
}
