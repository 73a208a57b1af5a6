/// A msg_id with its hash, which is computed once and before the database is locked.
struct HashedID: Sendable {
    let text: ExactText
    let hash: Int
}

extension HashedID {
    init(_ text: ExactText) { self.init(text: text, hash: text.hashValue) }
}

/// The slots of a DictDB by the msg_ids of their records.
///
/// Looks a msg_id up by its hash alone, then compares it with the one in the slot. A dictionary of texts reads a text
/// elsewhere in memory for each entry that it passes, and all of them when it grows: with 100,000 records adding one takes
/// 1.4 times as long.
struct SlotTable: Sendable {
    /// Equal to another one of the same hash. In a set the hash and the slot are side by side, in a dictionary apart.
    private struct Entry: Hashable {
        let hash: Int
        let slot: Int

        static func == (left: Entry, right: Entry) -> Bool { left.hash == right.hash }

        func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    }

    private var entries: Set<Entry> = []
    /// The msg_ids whose hash another one had before them.
    private var collisions: [ExactText: Int] = [:]

    var count: Int { entries.count + collisions.count }

    /// - Parameter held: the msg_id in a slot.
    func slot(of id: HashedID, _ held: (Int) -> ExactText) -> Int? {
        if let slot = entry(id)?.slot, held(slot) == id.text { return slot }
        return collisions.isEmpty ? nil : collisions[id.text]
    }

    /// The msg_id must be new.
    mutating func insert(_ id: HashedID, slot: Int) {
        let isFirst = entries.insert(Entry(hash: id.hash, slot: slot)).inserted
        if !isFirst { collisions[id.text] = slot }
    }

    /// The msg_id must be there, in that slot.
    mutating func remove(_ id: HashedID, slot: Int) {
        if let entry = entry(id), entry.slot == slot { entries.remove(entry) } else { collisions[id.text] = nil }
    }

    private func entry(_ id: HashedID) -> Entry? {
        entries.firstIndex(of: Entry(hash: id.hash, slot: -1)).map { entries[$0] }
    }
}
