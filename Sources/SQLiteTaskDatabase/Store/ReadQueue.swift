import Dispatch
import GRDB
import Synchronization

/// Reads a database on threads of its own.
///
/// A read blocks its thread until the disk has answered, and a thread of the cooperative pool must not block. As many reads
/// run at once as the pool has connections; others wait here, where they take no thread.
final class ReadQueue: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var threads = 0
    }

    /// The most reads that run at once.
    static let limit = 4

    private let pool: DatabasePool
    private let queue = DispatchQueue(label: "taskdb.SQLiteDB.reads", attributes: .concurrent)
    private let state = Mutex(State())

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Returns what the body reads.
    ///
    /// - Parameter body: runs one statement, which sees one state of the file without a transaction around it.
    func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            enqueue { [pool] in
                continuation.resume(with: Swift.Result { try pool.unsafeRead(body) })
            }
        }
    }

    /// Runs the body after every read that began before.
    func run(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            queue.async(flags: .barrier) { continuation.resume(with: Swift.Result { try body() }) }
        }
    }

    private func enqueue(_ read: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.waiting.append(read)
            guard state.threads < Self.limit else { return false }
            state.threads += 1
            return true
        }
        if needsThread { queue.async { self.runAll() } }
    }

    private func runAll() {
        while let read = next() { read() }
    }

    /// Removes the read that has waited longest. Returns nil if none waits: the thread is then free.
    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.threads -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
