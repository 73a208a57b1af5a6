import TaskDatabases
import Wire

/// A culling policy; the defaults are correct, and a mutant changes one of them.
struct Culling: Sendable {
    /// The facts of a stored record that culling depends on.
    struct Entry: Sendable {
        let msgID: String
        let submitted: Instant?
        let isFinished: Bool
        let bytes: Int
        let sequence: Int
    }

    /// How long a culled msg_id is remembered.
    enum Recollection: Sendable {
        /// Until it is added again, which is correct.
        case untilAddedAgain
        /// Even after it is added again.
        case forever
        /// Not at all.
        case never
        /// While it is among the last few.
        case last(Int)
        /// Even in the next database.
        case everywhere
    }

    var isLimitOfRecords = true
    var isLimitOfBytes = true
    /// How many records more than the limit are accepted.
    var recordsMore = 0
    /// How many bytes more than the limit are accepted.
    var bytesMore = 0
    /// Whether the limits are checked after an update.
    var looksAfterUpdate = true
    var forgetsDroppedBytes = true
    var forgetsReplacedBytes = true
    var forgetsCulledBytes = true
    var goesBefore: @Sendable (Entry, Entry) -> Bool = Culling.finishedAndOldest
    var bytes: @Sendable (Document) -> Int = { TaskRecord($0).bufferBytes }
    /// How many records are culled when there are too many, given the limit and the surplus.
    var amount: @Sendable (Int, Int) -> Int = { max($1, $0 / 10) }
    var recollection = Recollection.untilAddedAgain
    var message = "the record was culled"
    var errorType = "KeyError"
    /// Whether a culled record stays stored although its msg_id raises the error of a culled one.
    var keepsRecords = false
    var updateRevives = false
    var refusesWhatIsTooLarge = false
    var passesOverUndated = false

    static let finishedAndOldest: @Sendable (Entry, Entry) -> Bool = { left, right in
        if left.isFinished != right.isFinished { return left.isFinished }
        return oldest(left, right)
    }

    static let oldest: @Sendable (Entry, Entry) -> Bool = { left, right in
        let (one, other) = (left.submitted?.microseconds ?? .min, right.submitted?.microseconds ?? .min)
        return (one, left.sequence) < (other, right.sequence)
    }
}

extension Fault {
    static func culling(_ policy: Culling) -> Fault {
        .remembering(CullingState()) { request, next, memory in
            try await CullingHandler(policy: policy, memory: memory, next: next).answer(request)
        }
    }
}
