import DequeModule
import JupyterMessages
import Logging
import OrderedCollections
import TaskDatabases
import Wire

/// The bookkeeping of a cluster: which engines there are, and what has become of which task.
///
/// Events and requests go in and effects come out; there are no sockets. It holds what is in flight, and beyond that only
/// what hardly grows with the number of tasks: everything else is in the task database.
package struct TaskHub {
    /// What does not change while the Hub runs.
    package struct Settings: Sendable {
        /// The period of the heartbeat, in milliseconds.
        package var heartPeriod = 3000
        /// The seconds after which an engine that asked to register but has no heartbeat is forgotten.
        package var registrationTimeout = 30.0
        /// The connection file of the engines.
        package var connectionInfo = JSONObject()
        /// Whether the task database keeps records.
        package var recordsTasks = true

        /// The defaults.
        package init() {}
    }

    let settings: Settings
    let log: Logger
    var author: MessageAuthor
    var engines: OrderedDictionary<Int, HubEngine> = [:]
    var engineIDs: [String: Int] = [:]
    /// Engines that have asked to register, until their hearts beat: by uuid.
    var arriving: OrderedDictionary<String, (id: Int, deadline: Double)> = [:]
    /// The uuids of the latest engines that have left.
    var departed: OrderedDictionary<Int, String> = [:]
    /// The engines that have come or gone lately, the latest last, and until when that is told again: by uuid.
    var changes: OrderedDictionary<String, (id: Int, deadline: Double)> = [:]
    var nextID = 0
    var tasks: [String: TaskInFlight] = [:]
    /// Load-balanced tasks without an engine.
    var unassigned: Set<String> = []
    /// Tasks that have ended.
    var ended = MessageIDSet()
    /// The tasks of engines that have left, and when they are given up.
    var stranded: [(deadline: Double, engine: HubEngine)] = []
    /// How many tasks have ended.
    var endedCount = 0
    var recent: Deque<HubStatus.Task> = []
    private var effects: [HubEffect] = []

    /// How long the results of an engine that has left are still waited for.
    static let gracePeriod = 5.0
    static let mostDeparted = 1024
    /// Seconds in which a client that asked for the engines has surely subscribed to their changes.
    static let changesKept = 10.0

    /// Creates a Hub without engines.
    package init(_ settings: Settings, author: MessageAuthor, log: Logger) {
        self.settings = settings
        self.author = author
        self.log = log
    }

    /// What is to be done, in order; the next call returns what follows.
    package mutating func takeEffects() -> [HubEffect] {
        defer { effects.removeAll(keepingCapacity: true) }
        return effects
    }

    mutating func emit(_ effect: HubEffect) { effects.append(effect) }

    mutating func write(_ write: DatabaseWrite) {
        if settings.recordsTasks { effects.append(.write(write)) }
    }

    /// The registered engines, by their ids.
    package var registered: [(id: Int, uuid: String)] { engines.values.map { ($0.id, $0.uuid) } }

    /// The number of tasks that have not ended.
    package var tasksInFlight: Int { tasks.count }

    /// Whether an engine has asked to register and its heart has not beaten yet.
    package var isRegistering: Bool { !arriving.isEmpty }

    /// The id of a registered engine.
    package func id(of engine: String) -> Int? { engineIDs[engine] }

    /// Whether a task with this id is in flight or has ended: a message was sent again.
    package func hasSeen(_ msgID: String) -> Bool { tasks[msgID] != nil || ended.contains(msgID) }

    /// Whether an engine was registered and has left lately.
    package func hasLeft(_ engine: String) -> Bool { departed.values.contains(engine) }

    /// The session of the Hub's own messages.
    package var session: String { author.session }

    /// Makes a message of the Hub.
    package mutating func message(
        _ type: String, _ content: JSONObject, parent: [UInt8], metadata: JSONObject = JSONObject(),
        buffers: [[UInt8]] = []
    ) -> SignedMessage {
        author.message(type, content: content, parent: parent, metadata: metadata, buffers: buffers)
    }

    /// Makes the message of a reply.
    package mutating func message(_ reply: HubReply) -> SignedMessage {
        author.message(reply.type, encoded: reply.content, parent: reply.address.parent, buffers: reply.buffers)
    }

    /// When ``advance(to:at:)`` has something to do.
    package var nextDeadline: Double? {
        let arrival = arriving.values.map(\.deadline).min()
        return [arrival, stranded.first?.deadline].compactMap(\.self).min()
    }

    /// Does what is due at a time.
    ///
    /// - Parameters:
    ///   - now: seconds of the caller's clock.
    ///   - date: the same by the calendar.
    package mutating func advance(to now: Double, at date: Instant) {
        for (uuid, arrival) in arriving where arrival.deadline <= now {
            log.warning("registration::purging stalled registration \(arrival.id):\(uuid)")
            arriving[uuid] = nil
        }
        while let first = stranded.first, first.deadline <= now {
            stranded.removeFirst()
            for msgID in first.engine.queue.sorted() { giveUp(msgID, on: first.engine, at: date) }
        }
    }
}
