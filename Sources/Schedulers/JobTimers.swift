import HeapModule

/// What the task scheduler does later.
struct JobTimers {
    enum Event {
        /// A job has waited long enough, if it still waits for the same thing.
        case timeout(_ msgID: String, waits: Int)
        /// An engine died with some tasks.
        case lost(_ engine: String, Set<String>)
    }

    private struct Entry: Comparable {
        let time: Double
        let event: Event
        static func == (left: Entry, right: Entry) -> Bool { left.time == right.time }
        static func < (left: Entry, right: Entry) -> Bool { left.time < right.time }
    }

    private var heap: Heap<Entry> = []

    var next: Double? { heap.min?.time }

    mutating func add(_ event: Event, at time: Double) { heap.insert(Entry(time: time, event: event)) }

    /// The next event that is due.
    mutating func take(until now: Double) -> Event? {
        guard let first = heap.min, first.time <= now else { return nil }
        return heap.removeMin().event
    }

    /// Forgets the timeouts that count no more, once there are more events than some limit.
    mutating func trim(beyond limit: Int, isCurrent: (_ msgID: String, _ waits: Int) -> Bool) {
        guard heap.count > limit else { return }
        heap = Heap(
            heap.unordered.filter { entry in
                guard case .timeout(let msgID, let waits) = entry.event else { return true }
                return isCurrent(msgID, waits)
            })
    }
}
