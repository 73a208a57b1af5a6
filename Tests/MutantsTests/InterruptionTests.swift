import Backends
import Conformance
import Fuzzing
import Mutants
import TaskDatabases
import Testing
import Wire

/// What an interruption keeps from being judged to its end is not counted, and nothing is held against it.
@Suite struct InterruptionTests {
    private static func cancel() { withUnsafeCurrentTask { $0?.cancel() } }

    @Test func `no mutant survives because the run was interrupted`() async {
        let table = await Task {
            await KillTable.judge(Mutant.all, by: TestSuite.carried) { _, done in if done == 2 { Self.cancel() } }
        }.value
        #expect(table.entries.count >= 2)
        #expect(table.entries.count < Mutant.all.count)
        #expect(table.survivors.map(\.name) == [])
        #expect(!table.text.contains("SURVIVED"))
    }

    @Test func `no mutant is missed because fuzzing was interrupted`() async throws {
        let table = await Task {
            await FuzzTable.find(Mutant.all, by: Fuzzer(seed: 1)) { _, done in if done == 2 { Self.cancel() } }
        }.value
        #expect(table.entries.count >= 2)
        #expect(table.entries.count < table.wanted)
        #expect(table.missed.map(\.name) == [])
        #expect(!table.text.contains("MISSED"))
    }

    @Test func `no variant is accused because the run was interrupted`() async {
        let table = await Task {
            await VariantTable.judge(Variant.all, by: TestSuite.carried) { _, done in if done == 1 { Self.cancel() } }
        }.value
        #expect(table.entries.count < Variant.all.count)
        #expect(table.accused.map(\.name) == [])
    }

    @Test func `a difference that was found is told though making it small was interrupted`() async throws {
        let outcome = await Task { await Fuzzer(seed: 7).run(WrongThenInterrupted()) }.value
        #expect(outcome.counterexample != nil)
        #expect(!outcome.wasInterrupted)
    }
}

/// Gives one wrong answer, upon which the run is interrupted.
private actor WrongThenInterrupted: Backend {
    private let inner = InProcessBackend(DatabaseHost(.dictdb))
    private var wasWrong = false

    func start() async throws -> BackendInfo { inner.start() }

    func send(_ request: Request) async throws -> Value {
        if wasWrong {
            withUnsafeCurrentTask { $0?.cancel() }
            throw CancellationError()
        }
        guard case .getHistory = request else { return try await inner.send(request) }
        wasWrong = true
        return .list([.text("nobody")])
    }

    func stop() async -> BackendMishap? { await inner.stop() }
}
