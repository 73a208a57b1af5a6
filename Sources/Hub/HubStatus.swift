import DequeModule
import OrderedCollections

/// What the Hub knows at a moment, for people to look at.
package struct HubStatus: Sendable, Equatable {
    /// A registered engine.
    package struct Engine: Sendable, Equatable {
        package let id: Int
        package let uuid: String
        /// Direct tasks that have not ended.
        package let queued: Int
        /// Load-balanced tasks that have not ended.
        package let tasks: Int
        package let completed: Int
    }

    /// A task that has ended.
    package struct Task: Sendable, Equatable {
        package let msgID: String
        package let queue: TaskQueue
        /// The uuid of the engine; nil if it did not run.
        package let engine: String?
        /// `ok`, `error` or `aborted`.
        package let status: String
    }

    package let engines: [Engine]
    /// Load-balanced tasks without an engine.
    package let unassigned: Int
    /// Tasks that have not ended.
    package let inFlight: Int
    /// Tasks that have ended since the Hub started.
    package let ended: Int
    /// The latest tasks that have ended, the last one first.
    package let recent: [Task]
}

extension TaskHub {
    /// What the Hub knows now.
    package var status: HubStatus {
        HubStatus(
            engines: engines.values.map {
                HubStatus.Engine(
                    id: $0.id, uuid: $0.uuid, queued: $0.queue.count, tasks: $0.tasks.count, completed: $0.completed)
            },
            unassigned: unassigned.count, inFlight: tasks.count, ended: endedCount, recent: recent.reversed())
    }

    static let mostRecent = 20

    /// Remembers a task that has ended.
    mutating func remember(_ msgID: String, _ queue: TaskQueue, engine: String?, status: String) {
        endedCount += 1
        recent.append(HubStatus.Task(msgID: msgID, queue: queue, engine: engine, status: status))
        if recent.count > Self.mostRecent { recent.removeFirst() }
    }
}
