import Synchronization

/// Runs calls that block on threads of their own, and knows when all are done.
///
/// A call that waits for a disk or a server blocks its thread, and a thread of the cooperative pool must not block. As many
/// calls run at once as there are threads; others wait here, where they take no thread.
package final class BlockingCalls: Sendable {
    private struct State {
        var unfinished = 0
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let threads: WorkerThreads
    private let state = Mutex(State())

    /// - Parameter most: the most calls that run at once.
    package init(most: Int) { threads = WorkerThreads(most: most) }

    /// Returns what the body returns; nil, without running it, once ``close()`` was called.
    package func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result? {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.unfinished += 1 }
            return !state.isClosed
        }
        guard isOpen else { return nil }
        defer { finish() }
        return try await withCheckedThrowingContinuation { continuation in
            threads.run { continuation.resume(with: Swift.Result { try body() }) }
        }
    }

    /// Waits until every call that began before is done. Later ones are not run.
    package func close() async {
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
