/// A registered engine.
struct HubEngine: Sendable {
    let id: Int
    let uuid: String
    /// The direct tasks that it was sent, broadcasts included.
    var queue: Set<String> = []
    /// The load-balanced tasks that it was given.
    var tasks: Set<String> = []
    /// How many tasks it has completed.
    var completed = 0
}

/// A task that has not ended.
struct TaskInFlight: Sendable {
    let queue: TaskQueue
    /// Nil as long as the task scheduler has not chosen one.
    var engine: String?
    /// Whether the engine has said that it has begun.
    var hasStarted = false
}

/// The way a task comes to an engine. The raw value is what its record has under `queue`.
package enum TaskQueue: String, Sendable {
    /// The client chose the engine.
    case direct = "mux"
    /// The task scheduler chooses it.
    case balanced = "task"
    /// It is a part of a broadcast.
    case broadcast
}
