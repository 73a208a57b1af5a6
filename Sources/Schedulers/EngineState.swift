import DequeModule

/// An engine as the task scheduler sees it.
struct EngineState {
    let id: String
    /// The tasks that it was given.
    var running: Set<String> = []
    /// Ready jobs that may run here but not everywhere; some may run or have ended by now. The oldest come first.
    private(set) var ready: Deque<Job> = []
    /// Rises with each use of any engine.
    var lastUse: Int

    init(_ id: String, lastUse: Int) {
        self.id = id
        self.lastUse = lastUse
    }

    var load: Int { running.count }

    /// Adds a job behind those that are older. A job that is queued again is usually the youngest.
    mutating func enqueue(_ job: Job) {
        var place = ready.count
        while place > 0, ready[place - 1].number > job.number { place -= 1 }
        ready.insert(job, at: place)
    }

    /// The oldest job that still waits.
    mutating func firstReady() -> Job? {
        while let first = ready.first, first.state != .ready || !first.allows(id) { ready.removeFirst() }
        return ready.first
    }

    mutating func removeFirstReady() { ready.removeFirst() }
}
