import Foundation
import Synchronization

/// Runs work on a thread with a stack of 512 KB, the size that threads of Dispatch have on other systems. A stack that is too
/// small ends the process.
package enum SmallStack {
    /// Returns what the work returns.
    package static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Swift.Result { try work() }) }
            thread.stackSize = bytes
            thread.start()
        }
    }

    /// Returns what asynchronous work returns, all of whose parts run on such threads.
    package static func run<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withTaskExecutorPreference(Executor()) { try await work() }
    }

    private static let bytes = 512 << 10

    /// Runs each job on a new thread.
    private final class Executor: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let thread = Thread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
            thread.stackSize = bytes
            thread.start()
        }
    }
}
