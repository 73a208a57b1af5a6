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
        while let group = next() { commit(group, database) }
    }

    /// The writes that wait now; nil, and the next one begins anew, where there is none.
    private func next() -> [Write]? {
        state.withLock { state in
            state.isRunning = !state.waiting.isEmpty
            let group = Array(state.waiting.prefix(Self.largestGroup))
            state.waiting.removeFirst(group.count)
            return group.isEmpty ? nil : group
        }
    }

    /// A larger group hardly saves any more time, and the first in it would wait longer.
    private static let largestGroup = 512

    private func commit(_ group: [Write], _ database: Database) {
        var acknowledgements: [@Sendable () -> Void] = []
        do {
            try database.beginTransaction(.immediate)
            for write in group {
                acknowledgements.append(write.attempt(database))
                // A full disk makes SQLite undo the whole transaction while it is under way.
                guard database.isInsideTransaction else { throw SQLiteFailure(lastOf: database) }
            }
            try database.commit()
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            for write in group { write.fail(error) }
            return
        }
        for acknowledge in acknowledgements { acknowledge() }
    }
}
