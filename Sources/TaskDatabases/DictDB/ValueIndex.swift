/// Records by the text that one of their fields holds.
///
/// A record whose field holds something else has no entry. Insertions and removals take constant time.
struct ValueIndex: Sendable {
    /// Where a record is found again without its text.
    struct Entry: Sendable {
        let group: Int32
        var position: Int32
    }

    private var groups: [(text: ExactText, members: SlotGroup)] = []
    private var groupNumbers: [ExactText: Int32] = [:]
    /// Of texts that no record has any more.
    private var freeGroups: [Int32] = []

    subscript(text: ExactText) -> [Int32] { groupNumbers[text].map { groups[Int($0)].members.slots } ?? [] }

    func text(_ entry: Entry) -> ExactText { groups[Int(entry.group)].text }

    /// Nil where the value is no text.
    mutating func insert(_ slot: Int, under value: Value?) -> Entry? {
        guard case .text(let string)? = value else { return nil }
        let text = ExactText(string)
        let number = groupNumbers[text] ?? newGroup(text)
        return Entry(group: number, position: groups[Int(number)].members.insert(slot))
    }

    /// - Returns: the slot that has the entry's position from now on; nil where there is none.
    mutating func remove(_ entry: Entry) -> Int? {
        let number = Int(entry.group)
        let moved = groups[number].members.remove(at: entry.position)
        if groups[number].members.slots.isEmpty {
            groupNumbers[groups[number].text] = nil
            groups[number] = (ExactText(""), SlotGroup())
            freeGroups.append(entry.group)
        }
        return moved
    }

    /// Whether a record with an entry, or with none, stays where it is when its field gets a value.
    func has(_ entry: Entry?, under value: Value) -> Bool {
        guard case .text(let string) = value else { return entry == nil }
        return entry.map { groups[Int($0.group)].text == ExactText(string) } ?? false
    }

    private mutating func newGroup(_ text: ExactText) -> Int32 {
        let number = freeGroups.popLast() ?? Int32(groups.count)
        if number == groups.count { groups.append((text, SlotGroup())) } else { groups[Int(number)].text = text }
        groupNumbers[text] = number
        return number
    }
}
