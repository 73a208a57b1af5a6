import DequeModule

/// Records from the oldest to the newest, by `submitted`; those without one come first.
///
/// Tasks come and go roughly in order of age, so that insertions and removals are near an end: they move that few
/// entries, and finding the place takes a binary search.
struct AgeIndex: Sendable {
    /// A record's place. Equal instants keep the order in which the records were added.
    struct Entry: Sendable {
        let submitted: Instant?
        let sequence: Int
        let id: ExactText

        static func < (left: Entry, right: Entry) -> Bool {
            let (leftTime, rightTime) = (left.submitted?.microseconds ?? .min, right.submitted?.microseconds ?? .min)
            return (leftTime, left.sequence) < (rightTime, right.sequence)
        }
    }

    private var entries: Deque<Entry> = []

    var oldest: Entry? { entries.first }

    mutating func insert(_ entry: Entry) {
        entries.insert(entry, at: position { !(entry < $0) })
    }

    /// The entry must be there as it was inserted.
    mutating func remove(_ entry: Entry) {
        let index = position { $0 < entry }
        if index < entries.count, entries[index].sequence == entry.sequence { entries.remove(at: index) }
    }

    /// The entries whose `submitted` lies between two bounds, both included; all of them where there is no bound.
    func entries(from earliest: Instant?, to latest: Instant?) -> Deque<Entry>.SubSequence {
        let start = earliest.map { bound in position { $0.submitted.map { $0 < bound } ?? true } }
        let end = latest.map { bound in position { $0.submitted.map { $0 <= bound } ?? true } } ?? entries.count
        let first = start ?? (latest == nil ? 0 : dated)
        return entries[min(first, end)..<end]
    }

    /// The entries that have a `submitted`, oldest first.
    var history: Deque<Entry>.SubSequence { entries[dated...] }

    private var dated: Int { position { $0.submitted == nil } }

    /// The index of the first entry that is not before some place.
    private func position(_ isBefore: (Entry) -> Bool) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(entries[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
