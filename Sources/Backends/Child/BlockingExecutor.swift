import Dispatch

/// Runs an actor's jobs one at a time outside Swift's cooperative thread pool, so that they may block.
final class BlockingExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "taskdb.child")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
