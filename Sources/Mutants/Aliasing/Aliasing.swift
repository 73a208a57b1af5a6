import Console

/// The ways in which a backend shares objects with a session instead of copying them.
struct Aliasing: Sendable {
    /// How much of an object is shared.
    enum Depth {
        /// So many levels of lists and dicts are copied, and what is inside them is shared; with 0 there is no copy.
        case copied(levels: Int)
        /// Dicts are copied at any level, lists are shared.
        case withoutLists
    }

    /// The methods that store their record or update without a full copy.
    var keeps: [String: Depth] = [:]
    /// The methods that return stored records without a full copy.
    var gives: [String: Depth] = [:]
    /// Whether records that were returned change with later updates.
    var followsUpdates = false
    /// The methods that return the same list object until the next write.
    var repeatsList: Set<String> = []
    /// Changes a method's arguments; called after each call, even a failed one.
    var spoils: @Sendable (_ method: String, _ arguments: Arguments) -> Void = { _, _ in }
}

extension Arguments {
    func dict(_ index: Int, _ name: String) -> DictObject? {
        if case .dict(let dict)? = argument(index, name) { dict } else { nil }
    }

    func list(_ index: Int, _ name: String) -> ListObject? {
        if case .list(let list)? = argument(index, name) { list } else { nil }
    }

    /// The first argument as a msg_id; nil if it is not text.
    var msgID: String? {
        if case .str(let text)? = argument(0, "msg_id") { text.string } else { nil }
    }
}
