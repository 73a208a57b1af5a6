import Backends
import Conformance
import Fuzzing
import Mutants
import TaskDatabases
import Testing
import Wire

/// A mutant or variant whose run was interrupted is left out of the results.
@Suite struct InterruptionTests {
    private static func cancel() { withUnsafeCurrentTask { $0?.cancel() } }

    @Test func `an interrupted run reports no survivors`() async {
        let table = await Task {
            await KillTable.judge(Mutant.all, by: TestSuite.carried) { _, done in if done == 2 { Self.cancel() } }
        }.value
        #expect(table.entries.count >= 2)
        #expect(table.entries.count < Mutant.all.count)
        #expect(table.survivors.map(\.name) == [])
        #expect(!table.text.contains("SURVIVED"))
    }

    @Test func `interrupted fuzzing reports no missed mutants`() async throws {
        let table = await Task {
            await FuzzTable.find(Mutant.all, by: Fuzzer(seed: 1)) { _, done in if done == 2 { Self.cancel() } }
        }.value
        #expect(table.entries.count >= 2)
        #expect(table.entries.count < table.wanted)
        #expect(table.missed.map(\.name) == [])
        #expect(!table.text.contains("MISSED"))
    }

    @Test func `an interrupted run reports no failed variants`() async {
        let table = await Task {
            await VariantTable.judge(Variant.all, by: TestSuite.carried) { _, done in if done == 1 { Self.cancel() } }
        }.value
        #expect(table.entries.count < Variant.all.count)
        #expect(table.accused.map(\.name) == [])
    }

    @Test func `a difference is reported even if shrinking it was interrupted`() async throws {
        let outcome = await Task { await Fuzzer(seed: 7).run(WrongThenInterrupted()) }.value
        #expect(outcome.counterexample != nil)
        #expect(!outcome.wasInterrupted)
    }
}

/// Gives one wrong answer; the next request cancels the run.
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

    func stop() async -> BackendError? { await inner.stop() }
}
