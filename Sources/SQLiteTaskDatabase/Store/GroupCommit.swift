import GRDB
import Support
import Synchronization

/// Writes to a database in groups: writes that arrive while one commits share the next commit.
///
/// A write spends its time waiting for the disk. It is acknowledged only once its transaction is committed.
final class GroupCommit: Sendable {
    private struct Write: Sendable {
        /// Does the write, and returns what acknowledges it once it is committed.
        let attempt: @Sendable (Database) -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Write] = []
        var isRunning = false
    }

    private let pool: DatabasePool
    private let thread = WorkerThreads(most: 1)
    private let state = Mutex(State())

    init(_ pool: DatabasePool) { self.pool = pool }

    /// Does a write and returns once it is committed.
    ///
    /// - Parameter body: changes nothing if it throws; it must not begin a transaction.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write { database in
                let result = Swift.Result { try body(database) }
                return { continuation.resume(with: result) }
            } fail: {
                continuation.resume(throwing: $0)
            }
            enqueue(write)
        }
    }

    private func enqueue(_ write: Write) {
        let isFirst = state.withLock { state in
            state.waiting.append(write)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if isFirst { thread.run { self.pool.writeWithoutTransaction { self.commitAll($0) } } }
    }

    /// Closes the database once every earlier write is done, and writes its log into the file.
    func close() async throws {
        try await withCheckedThrowingContinuation { continuation in
            thread.run { [pool] in
                continuation.resume(
                    with: Result {
                        try pool.barrierWriteWithoutTransaction { _ = try? $0.checkpoint(.truncate) }
                        try pool.close()
                    })
            }
        }
    }

    private func commitAll(_ database: Database) {
        repeat { commit(database) } while !isDone()
    }

    /// Whether nothing waits; the next write then starts a new run.
    private func isDone() -> Bool {
        state.withLock { state in
            state.isRunning = !state.waiting.isEmpty
            return !state.isRunning
        }
    }

    private func waiting(atMost count: Int) -> [Write] {
        state.withLock { state in
            guard state.waiting.count > count else {
                defer { state.waiting.removeAll(keepingCapacity: true) }
                return state.waiting
            }
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting.prefix(count))
        }
    }

    /// A larger group hardly saves any more time, and the first in it would wait longer.
    private static let largestGroup = 512

    private func commit(_ database: Database) {
        var group: [Write] = []
        var acknowledgements: [@Sendable () -> Void] = []
        do {
            try database.beginTransaction(.immediate)
            // Now for a clear message, and again before the commit, since writes may take their time.
            try database.checkFiles()
            // Writes that arrive in the meantime join: it is the commit that takes long.
            while group.count < Self.largestGroup, case let more = waiting(atMost: Self.largestGroup - group.count),
                !more.isEmpty
            {
                group += more
                for write in more {
                    acknowledgements.append(write.attempt(database))
                    // If the disk is full, SQLite rolls the whole transaction back.
                    guard database.isInsideTransaction else { throw SQLiteFailure(lastOf: database) }
                }
            }
            try database.checkFiles()
            try database.commit()
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            if group.isEmpty { group = waiting(atMost: .max) }
            for write in group { write.fail(error) }
            return
        }
        for acknowledge in acknowledgements { acknowledge() }
    }
}
