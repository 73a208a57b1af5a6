import TaskDatabases
import Wire

/// A way to keep within limits, sound unless told otherwise.
struct Culling: Sendable {
    /// What is known of a record that is held.
    struct Entry: Sendable {
        let msgID: String
        let submitted: Instant?
        let isFinished: Bool
        let bytes: Int
        let sequence: Int
    }

    enum Recollection: Sendable {
        /// As it should be.
        case untilAddedAgain
        /// Also once the msg_id is added again.
        case forever
        /// Not at all.
        case never
        /// Only the last few.
        case last(Int)
        /// In every database there is.
        case everywhere
    }

    var isLimitOfRecords = true
    var isLimitOfBytes = true
    /// How many records more than the limit are borne.
    var recordsMore = 0
    var bytesMore = 0
    /// Whether records are counted before a record is added, so that the last one is over the limit.
    var looksAfterUpdate = true
    var forgetsDroppedBytes = true
    var forgetsReplacedBytes = true
    var forgetsCulledBytes = true
    var goesBefore: @Sendable (Entry, Entry) -> Bool = Culling.finishedAndOldest
    var bytes: @Sendable (Document) -> Int = { TaskRecord($0).bufferBytes }
    /// How many records go when there are too many, from the limit and the surplus.
    var amount: @Sendable (Int, Int) -> Int = { max($1, $0 / 10) }
    var recollection = Recollection.untilAddedAgain
    var message = "the record was culled"
    var errorType = "KeyError"
    /// Whether a culled record is only said to be gone.
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
