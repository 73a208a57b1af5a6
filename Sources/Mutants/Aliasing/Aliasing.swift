import Console

/// How a backend in a session's own process mixes up its objects with the session's.
struct Aliasing: Sendable {
    /// How much of an object is the other side's own.
    enum Depth: Sendable {
        /// The object itself.
        case whole
        /// The lists and dicts in it: a shallow copy.
        case nested
    }

    /// Methods whose record or update is kept instead of copied.
    var keeps: [String: Depth] = [:]
    /// Methods that hand out what is stored instead of a copy.
    var gives: [String: Depth] = [:]
    /// Whether records that were handed out follow later updates.
    var followsUpdates = false
    /// Methods that hand out the same list again as long as nothing was written.
    var repeatsList: Set<String> = []
    /// What a method does to its arguments; called after the call, whether it succeeded or not.
    var spoils: @Sendable (_ method: String, _ arguments: Arguments) -> Void = { _, _ in }
}

extension Arguments {
    func dict(_ index: Int, _ name: String) -> DictObject? {
        if case .dict(let dict)? = argument(index, name) { dict } else { nil }
    }

    func list(_ index: Int, _ name: String) -> ListObject? {
        if case .list(let list)? = argument(index, name) { list } else { nil }
    }

    /// The msg_id that most methods have first.
    var msgID: String? {
        if case .str(let text)? = argument(0, "msg_id") { text.string } else { nil }
    }
}
