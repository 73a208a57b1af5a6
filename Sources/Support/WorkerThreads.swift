import DequeModule
import Dispatch
import Foundation
import Synchronization

/// Threads of their own for work that blocks or must go on whatever happens.
///
/// Swift's cooperative pool runs on threads of Dispatch, which looks at each in `/proc` and ends the process where it cannot
/// open a file. These threads need no files. They are started when there is work, and end with their owner.
package final class WorkerThreads: Sendable {
    private let queue: WorkQueue

    /// - Parameter most: the most threads, and so the most that runs at once.
    package init(most: Int) { queue = WorkQueue(most: most) }

    deinit { queue.end() }

    /// Whether the current task may block its thread, since that is its own: work is then done at once, by the caller.
    ///
    /// Only for a task that does one thing after the other and makes no other tasks: those would inherit the permission and
    /// not the thread, and what is done at once overtakes what waits. A request of `taskdb host` for SQLiteDB takes 1.4 times
    /// as long with changes of threads.
    @TaskLocal package static var doesWorkAtOnce = false

    /// Runs work on one of the threads, in the order of the calls. Does not wait, unless ``doesWorkAtOnce``.
    package func run(_ work: @escaping @Sendable () -> Void) {
        if Self.doesWorkAtOnce { work() } else { start(work) }
    }

    /// Runs work on one of the threads, in the order of the calls, and never at once.
    package func start(_ work: @escaping @Sendable () -> Void) {
        if queue.add(work) { Thread { [queue] in queue.work() }.start() }
    }
}

extension WorkerThreads: TaskExecutor {
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        start { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// What waits for a thread. The threads retain it, and not its owner.
private final class WorkQueue: Sendable {
    private struct State {
        var waiting: Deque<@Sendable () -> Void> = []
        var threads = 0
        var idle = 0
    }

    private let most: Int
    private let state = Mutex(State())
    private let signals = DispatchSemaphore(value: 0)

    init(most: Int) { self.most = most }

    /// Returns whether the work needs another thread.
    func add(_ work: @escaping @Sendable () -> Void) -> Bool {
        let needsThread = state.withLock { state in
            state.waiting.append(work)
            guard state.waiting.count > state.idle, state.threads < most else { return false }
            state.threads += 1
            return true
        }
        signals.signal()
        return needsThread
    }

    /// What a thread does: work, until the end.
    func work() {
        while let work = next() { work() }
    }

    /// Waits for work. Returns nil at the end, once nothing waits.
    private func next() -> (@Sendable () -> Void)? {
        state.withLock { $0.idle += 1 }
        signals.wait()
        return state.withLock { state in
            state.idle -= 1
            return state.waiting.popFirst()
        }
    }

    func end() {
        let threads = state.withLock { $0.threads }
        for _ in 0..<threads { signals.signal() }
    }
}
