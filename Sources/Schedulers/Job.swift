import JupyterMessages
import TaskDatabases
import Wire

/// A task between its submission and its result.
final class Job {
    let msgID: String
    /// Jobs that wait for the same engine run in the order of these numbers.
    let number: Int
    /// The request, with the client's identity.
    let request: Envelope
    /// The engines that the client named; nil for any.
    let targets: Set<String>?
    /// Seconds that the job may wait each time it is queued; 0 is no limit.
    let timeout: Double
    var after: Dependency
    var follow: Dependency
    /// The engines on which the tasks ran that this one follows.
    var followed: Set<String> = []
    /// How many times it may still be run again.
    var retries: Int
    /// The engines on which it failed or which lack what it needs.
    var excluded: Set<String> = []
    var state = State.waiting
    /// Rises each time the job is queued, so that an old timer is known to be so.
    var waits = 0

    enum State: Equatable {
        /// For dependencies.
        case waiting
        /// For an engine.
        case ready
        case running(engine: String)
        case done
    }

    init(_ msgID: String, number: Int, request: Envelope, metadata: JSONObject) {
        self.msgID = msgID
        self.number = number
        self.request = request
        let targets = (metadata["targets"]?.elements ?? []).compactMap(\.text)
        self.targets = targets.isEmpty ? nil : Set(targets)
        after = Dependency(metadata["after"])
        follow = Dependency(metadata["follow"])
        retries = max(metadata["retries"]?.number ?? 0, 0)
        timeout = metadata["timeout"]?.seconds ?? 0
    }

    /// Whether the job may run on any engine.
    var isFree: Bool { targets == nil && excluded.isEmpty && follow.isEmpty }

    /// Whether the job may run on an engine, free or not.
    func allows(_ engine: String) -> Bool {
        if let targets, !targets.contains(engine) { return false }
        if excluded.contains(engine) { return false }
        return followed.isEmpty || followed.contains(engine)
    }

    /// Whether the tasks that must all be followed ran on several engines.
    var followsSeveral: Bool { follow.needsAll && followed.count > 1 }

    /// Whether an engine that comes later could run it.
    var acceptsNewEngines: Bool { targets == nil && followed.isEmpty }
}

extension JSON {
    /// A number of seconds.
    fileprivate var seconds: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .double(let double): double
        default: nil
        }
    }
}
