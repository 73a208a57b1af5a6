import GRDB
import Support
import Synchronization

/// Reads a database on threads of its own.
///
/// A read blocks its thread until the disk has answered, and a thread of the cooperative pool must not block. As many reads
/// run at once as the pool has connections; others wait here, where they take no thread.
final class ReadQueue: Sendable {
    private struct State {
        var unfinished = 0
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// The most reads that run at once.
    static let limit = 4

    private let pool: DatabasePool
    private let threads = WorkerThreads(most: limit)
    private let state = Mutex(State())

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Returns what the body reads.
    ///
    /// - Parameter body: runs one statement, which sees one state of the file without a transaction around it.
    func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try state.withLock { state in
            guard !state.isClosed else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
            state.unfinished += 1
        }
        defer { finish() }
        return try await withCheckedThrowingContinuation { continuation in
            threads.run { [pool] in
                continuation.resume(with: Swift.Result { try pool.unsafeRead(body) })
            }
        }
    }

    /// Waits until every read that began before is done. Later ones throw.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.unfinished > 0 { state.waiting.append(continuation) }
                return state.unfinished == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    private func finish() {
        let waiting = state.withLock { state in
            state.unfinished -= 1
            guard state.unfinished == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
