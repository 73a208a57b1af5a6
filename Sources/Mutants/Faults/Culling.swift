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
        /// The bytes when the record was added.
        let addedBytes: Int
        let sequence: Int

        /// A record without `submitted` counts as the newest.
        static func isOlder(_ left: Entry, _ right: Entry) -> Bool {
            let (one, other) = (left.submitted?.microseconds ?? .max, right.submitted?.microseconds ?? .max)
            return (one, left.sequence) < (other, right.sequence)
        }
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
    /// The bytes that no longer count when a record is dropped.
    var freedBytes: @Sendable (Entry) -> Int = { $0.bytes }
    var forgetsReplacedBytes = true
    var forgetsCulledBytes = true
    /// Whether the buffers in an update of an unknown record count.
    var countsUnknownUpdates = false
    var goesBefore: @Sendable (Entry, Entry) -> Bool = Culling.finishedAndOldest
    var bytes: @Sendable (Document) -> Int = { TaskRecord($0).bufferBytes }
    /// Whether one record is newer than another; the newest is culled only if it alone exceeds a limit.
    var isNewer: @Sendable (Entry, Entry) -> Bool = { Entry.isOlder($1, $0) }
    /// Whether the newest record is culled like the others.
    var cullsNewest = false
    /// How many records are culled when there are too many, given the limit, the surplus and `cull_fraction`.
    var amount: @Sendable (Int, Int, Double) -> Int = { max($1, Int(Double($0) * $2)) }
    /// How many bytes are left when there were too many, given the limit and `cull_fraction`.
    var bytesLeft: @Sendable (Int, Double) -> Int = { Int(Double($0) * (1 - $1)) }
    var recollection = Recollection.untilAddedAgain
    var message = "the record was culled"
    var errorType = "KeyError"
    /// Whether a culled record stays stored although its msg_id raises the error of a culled one.
    var keepsRecords = false
    var updateRevives = false
    var refusesWhatIsTooLarge = false
    var passesOverUndated = false
    /// Whether a record that is larger than `size_limit` goes before all others.
    var cullsTooLargeFirst = false
    /// Whether records without buffers stay where `size_limit` is exceeded.
    var passesOverEmpty = false
    /// Whether a limit of 0 is none.
    var zeroIsUnlimited = false
    /// Whether a record without `submitted` is as old as it was by a former date.
    var keepsFormerDates = false
    /// Whether the newest record goes, too, if `cull_fraction` is 1.
    var fractionOfOneTakesAll = false
    /// Whether the newest record is kept beside one without buffers, although it alone exceeds `size_limit`.
    var keepsTooLarge = false
    /// How often a msg_id may be culled before its updates are refused.
    var refusesUpdatesAfter = Int.max
    /// What a restart does to the facts; nothing is correct.
    var atRestart: @Sendable (inout CullingState) -> Void = { _ in }
    /// Whether a record whose msg_id was culled before is never culled again.
    var passesOverCulledBefore = false

    static let finishedAndOldest: @Sendable (Entry, Entry) -> Bool = { left, right in
        if left.isFinished != right.isFinished { return left.isFinished }
        return Entry.isOlder(left, right)
    }
}

extension Fault {
    static func culling(_ policy: Culling) -> Fault {
        .remembering(CullingState()) { request, next, memory in
            try await CullingHandler(policy: policy, memory: memory, next: next).answer(request)
        }
    }
}
