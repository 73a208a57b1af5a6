import GRDB
import Synchronization

/// Writes to a database so that those that come while one commits share the next commit.
///
/// Waiting for the disk is what a write costs. Each is acknowledged only once the transaction it was part of is committed.
final class GroupCommit: Sendable {
    private struct Write: Sendable {
        /// Does it, and hands back how to acknowledge it once it is committed.
        let attempt: @Sendable (Database) -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Write] = []
        var isRunning = false
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) { self.pool = pool }

    /// - Parameter body: changes everything or, where it throws, nothing; it must not begin a transaction.
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
        if isFirst { pool.asyncWriteWithoutTransaction { self.commitAll($0) } }
    }

    private func commitAll(_ database: Database) {
        repeat { commit(database) } while !isDone()
    }

    /// Whether nothing waits; the next write then begins anew.
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
            // While some are done others come; it is the commit that takes long, so they go along.
            while group.count < Self.largestGroup, case let more = waiting(atMost: Self.largestGroup - group.count),
                !more.isEmpty
            {
                group += more
                for write in more {
                    acknowledgements.append(write.attempt(database))
                    // A full disk makes SQLite undo the whole transaction while it is under way.
                    guard database.isInsideTransaction else { throw SQLiteFailure(lastOf: database) }
                }
            }
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
