/// Records from the oldest to the newest, by `submitted`; those without one come last: their request has not arrived.
///
/// Insertions, removals and the search for a bound take logarithmic time.
struct AgeIndex: Sendable {
    /// Equal instants keep the order in which the records were added.
    struct Entry: Comparable, Sendable {
        /// In microseconds since 1970.
        let submitted: Int?
        let place: Place

        static func < (left: Entry, right: Entry) -> Bool {
            switch (left.submitted, right.submitted) {
            case (let left?, let right?) where left != right: left < right
            case (nil, .some): false
            case (.some, nil): true
            default: left.place < right.place
            }
        }
    }

    private var entries = SortedChunks<Entry>()

    mutating func insert(_ place: Place, _ submitted: Int?) {
        entries.insert(Entry(submitted: submitted, place: place))
    }

    /// The record must be there as it was inserted.
    mutating func remove(_ place: Place, _ submitted: Int?) {
        entries.remove(Entry(submitted: submitted, place: place))
    }

    /// The entries whose `submitted` lies between two bounds, both included; all of them where there is no bound.
    func entries(from earliest: Instant? = nil, to latest: Instant? = nil) -> Slice<SortedChunks<Entry>> {
        guard earliest != nil || latest != nil else { return entries[...] }
        let earliest = earliest?.microseconds ?? .min
        let latest = latest?.microseconds ?? .max
        let start = entries.partitionPoint { entry in entry.submitted.map { $0 < earliest } ?? false }
        let end = entries.partitionPoint { entry in entry.submitted.map { $0 <= latest } ?? false }
        return entries[start..<max(start, end)]
    }

    /// The entries that have a `submitted`.
    var history: Slice<SortedChunks<Entry>> { entries[..<entries.partitionPoint { $0.submitted != nil }] }
}
