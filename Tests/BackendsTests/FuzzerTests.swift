import Backends
import Conformance
import Fuzzing
import TaskDatabases
import TestSupport
import Testing

/// The databases that persist answer random sequences of requests as the reference model does.
@Suite struct FuzzerTests {
    @Test func `SQLiteDB does not differ from the model in 300 runs`() async {
        let outcome = await Fuzzer(seed: 2012, limits: .init(runs: 300)).run(InProcessBackend(DatabaseHost(.sqlitedb)))
        #expect(outcome.runs == 300)
        #expect(outcome.error == nil)
        #expect(outcome.counterexample?.markdown == nil)
    }

    #if MongoDB
        @Test func `MongoDB does not differ from the model in 100 runs`() async throws {
            // The server may take long to start on a busy machine.
            let host = DatabaseHost(
                .mongodb,
                options: ["uri": .text(try MongoServer.shared.get().address), "serverSelectionTimeoutMS": 30_000])
            let outcome = await Fuzzer(seed: 2012, limits: .init(runs: 100)).run(InProcessBackend(host))
            #expect(outcome.runs == 100)
            #expect(outcome.error == nil)
            #expect(outcome.counterexample?.markdown == nil)
        }
    #endif
}
