import Support

/// Runs an actor's jobs one at a time outside Swift's cooperative thread pool, so that they may block. A task that prefers
/// it calls the actor without a change of threads.
final class BlockingExecutor: SerialExecutor, TaskExecutor {
    private let thread = WorkerThreads(most: 1)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        thread.start {
            job.runSynchronously(
                isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor())
        }
    }
}
