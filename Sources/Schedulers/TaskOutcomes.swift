import DequeModule
import JupyterMessages

/// How tasks ended, for those that come after them. The memory that it takes hardly grows with their number.
struct TaskOutcomes {
    private var successes = MessageIDSet()
    private var failures = MessageIDSet()
    private var engines: [String: String] = [:]
    private var order: Deque<String> = []

    /// For how many tasks it is known where they ran; older ones cannot be followed.
    private static let mostEngines = 4096

    mutating func insert(_ id: String, succeeded: Bool, engine: String?) {
        if succeeded { successes.insert(id) } else { failures.insert(id) }
        guard let engine else { return }
        if engines.updateValue(engine, forKey: id) == nil { order.append(id) }
        if order.count > Self.mostEngines { engines[order.removeFirst()] = nil }
    }

    func contains(_ id: String) -> Bool { successes.contains(id) || failures.contains(id) }
    func succeeded(_ id: String) -> Bool { successes.contains(id) }
    func engine(of id: String) -> String? { engines[id] }
}
