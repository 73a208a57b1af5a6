import DequeModule

/// An engine as the task scheduler sees it.
struct EngineState {
    let id: String
    /// The tasks that it was given.
    var running: Set<String> = []
    /// Ready jobs that may run here but not everywhere; some may run or have ended by now. The oldest come first.
    private(set) var ready: Deque<Job> = []
    /// How long ``ready`` may get before jobs that run elsewhere or have ended are removed: they hold their buffers.
    private var sweepAt = 64
    /// Rises with each use of any engine.
    var lastUse: Int

    init(_ id: String, lastUse: Int) {
        self.id = id
        self.lastUse = lastUse
    }

    var load: Int { running.count }

    /// Adds a job behind those that are older; one that is tried again is older than most.
    mutating func enqueue(_ job: Job) {
        if ready.count >= sweepAt {
            ready.removeAll { [id] in $0.state != .ready || !$0.allows(id) }
            sweepAt = 2 * ready.count + 64
        }
        var (low, high) = (0, ready.count)
        while low < high {
            let middle = (low + high) / 2
            if ready[middle].number < job.number { low = middle + 1 } else { high = middle }
        }
        ready.insert(job, at: low)
    }

    /// The oldest job that still waits.
    mutating func firstReady() -> Job? {
        while let first = ready.first, first.state != .ready || !first.allows(id) { ready.removeFirst() }
        return ready.first
    }

    mutating func removeFirstReady() { ready.removeFirst() }
}
