/// Where a DictDB keeps a record, in the order in which records were added.
struct Place: Comparable, Sendable {
    /// How many records were added before.
    let sequence: Int
    /// The index of its slot, which another record takes once this one is gone.
    let slot: Int

    static func < (left: Place, right: Place) -> Bool { left.sequence < right.sequence }
}
