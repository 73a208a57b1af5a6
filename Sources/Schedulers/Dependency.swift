import JupyterMessages
import Wire

/// The tasks that must end before another one may run, or on whose engine it must run.
struct Dependency: Sendable {
    /// The tasks that have not ended.
    private(set) var open: Set<String>
    /// Whether every task counts, or one is enough.
    let needsAll: Bool
    /// Whether a task that succeeded counts.
    let success: Bool
    /// Whether a task that failed counts.
    let failure: Bool
    /// Whether there is any task.
    let isEmpty: Bool
    private var hasOne = false
    /// Whether the dependency can never be met.
    private(set) var isImpossible = false

    /// No tasks.
    init() {
        open = []
        needsAll = true
        success = true
        failure = false
        isEmpty = true
    }

    /// Reads the `after` or `follow` of a task's metadata: a list of msg_ids, or an object with `dependencies`, `all`,
    /// `success` and `failure`.
    init(_ json: JSON?) {
        let object = json?.members
        let ids = (object?["dependencies"] ?? json)?.elements ?? (json?.text).map { [.string($0)] } ?? []
        open = Set(ids.compactMap(\.text))
        needsAll = object?["all"]?.truth ?? true
        success = object?["success"]?.truth ?? true
        failure = object?["failure"]?.truth ?? false
        isEmpty = open.isEmpty
    }

    /// Whether the task may run.
    var isMet: Bool { !isImpossible && (needsAll ? open.isEmpty : isEmpty || hasOne) }

    /// Notes that a task ended. Returns whether it counts.
    mutating func resolve(_ id: String, succeeded: Bool) -> Bool {
        guard open.remove(id) != nil else { return false }
        let counts = succeeded ? success : failure
        if counts {
            hasOne = true
        } else if needsAll {
            isImpossible = true
        }
        if !needsAll, open.isEmpty, !hasOne { isImpossible = true }
        return counts
    }
}
