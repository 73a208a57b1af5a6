extension RecordStore {
    /// The matching records in the order in which they were added.
    func records(matching query: Query) -> [TaskRecord] { places(matching: query).map { self[$0] } }

    mutating func drop(matching query: Query) {
        for place in places(matching: query) { remove(place) }
    }

    /// The msg_ids of the records that have a `submitted`, oldest first. Takes linear time.
    func history() -> [String] { ages.history.map { id(at: $0.place).string } }

    private func places(matching query: Query) -> [Place] {
        let scope = query.scope
        let candidates = candidates(scope)
        // Finding 100 records by msg_id takes half as long again where each one is compared with the query.
        return (scope.isExact ? candidates : candidates.filter { query.matches(self[$0].fields) }).sorted()
    }

    /// The smallest of the sets of records that have all matches among them, one set for each index. Where only one index
    /// leaves records out, that is its set.
    private func candidates(_ scope: Query.Scope) -> [Place] {
        let entries = ages.entries(from: scope.earliest, to: scope.latest)
        var sets = [Candidates(count: entries.count) { entries.map(\.place) }]
        if !scope.pending || !scope.finished {
            sets.append(members((scope.finished ? [finished.slots] : []) + (scope.pending ? [pending.slots] : [])))
        }
        if let texts = scope.engines { sets.append(members(texts.map { engines[$0] })) }
        if let texts = scope.clients { sets.append(members(texts.map { clients[$0] })) }
        if let ids = scope.msgIDs {
            let found = ids.compactMap { heldPlace(of: HashedID($0)) }
            sets.append(Candidates(count: found.count) { found })
        }
        return sets.min { $0.count < $1.count }?.places() ?? []
    }

    private func members(_ groups: [[Int32]]) -> Candidates {
        Candidates(count: groups.reduce(0) { $0 + $1.count }) { groups.flatMap { $0.map(place) } }
    }
}

/// Places that are put together only if they are the fewest.
private struct Candidates {
    let count: Int
    let places: () -> [Place]
}
