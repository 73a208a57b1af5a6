/// The slots of records that have something in common, in no order.
///
/// Inserting and removing take constant time: a record remembers its position.
struct SlotGroup: Sendable {
    private(set) var slots: [Int32] = []

    /// - Returns: the position of the slot.
    mutating func insert(_ slot: Int) -> Int32 {
        slots.append(Int32(slot))
        return Int32(slots.count - 1)
    }

    /// - Returns: the slot that has this position from now on; nil where it was the last.
    mutating func remove(at position: Int32) -> Int? {
        let last = slots.removeLast()
        guard position < slots.count else { return nil }
        slots[Int(position)] = last
        return Int(last)
    }
}
