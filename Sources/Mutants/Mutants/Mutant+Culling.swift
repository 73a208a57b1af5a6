import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of culling.
    static let culling = limits + order + recollection

    private static let limits = [
        culling("cull-never-by-count", "`record_limit` is ignored") { $0.isLimitOfRecords = false },
        culling("cull-never-by-size", "`size_limit` is ignored") { $0.isLimitOfBytes = false },
        culling("cull-one-too-many", "one record more than `record_limit` is kept") { $0.recordsMore = 1 },
        culling("cull-one-too-early", "a record is culled as soon as `record_limit` is reached") {
            $0.recordsMore = -1
        },
        culling("cull-size-too-early", "a record is culled as soon as `size_limit` is reached") { $0.bytesMore = -1 },
        culling("cull-size-too-late", "buffers may exceed `size_limit` by half") { $0.bytesMore = 500 },
        culling("cull-fraction-to-zero", "with a small `record_limit`, a tenth of it rounds to no record") {
            $0.amount = { limit, _ in limit / 10 }
        },
        culling("cull-all", "every record is culled at once") { $0.amount = { limit, _ in limit + 1 } },
        culling("cull-size-requests-only", "`result_buffers` do not count towards `size_limit`") {
            $0.bytes = { TaskRecord($0.setting("result_buffers", nil)).bufferBytes }
        },
        culling("cull-size-first-buffer", "only the first buffer counts") { policy in
            policy.bytes = { record in
                let first = record.setting("buffers", .list(Array((record["buffers"]?.list ?? []).prefix(1))))
                return TaskRecord(first).bufferBytes
            }
        },
        culling("cull-size-of-buffers", "each buffer counts as one byte") { policy in
            policy.bytes = { ($0["buffers"]?.list?.count ?? 0) + ($0["result_buffers"]?.list?.count ?? 0) }
        },
        culling("cull-not-after-update", "`size_limit` is not checked after an update") {
            $0.looksAfterUpdate = false
        },
        culling("cull-dropped-count", "the buffers of dropped records still count") { $0.forgetsDroppedBytes = false },
        culling("cull-replaced-count", "buffers that were replaced still count") { $0.forgetsReplacedBytes = false },
        culling("cull-culled-count", "the buffers of culled records still count") { $0.forgetsCulledBytes = false },
        culling("cull-refuses-large", "a record larger than `size_limit` is refused") {
            $0.refusesWhatIsTooLarge = true
        },
        culling("cull-not-undated", "records without a date are never culled") { $0.passesOverUndated = true },
        Mutant(
            "cull-default-hundred", .culling, "`record_limit` is 100 by default",
            .requests { request in
                guard case .open(let options) = request, options["record_limit"] == nil else { return request }
                return .open(options: options.setting("record_limit", 100))
            }, .culling(Culling())),
    ]

    private static let order = [
        culling("cull-newest-first", "the newest record is culled first") { policy in
            policy.goesBefore = { left, right in Culling.finishedAndOldest(right, left) }
        },
        culling("cull-in-order-added", "the record added first is culled first") { policy in
            policy.goesBefore = { left, right in
                left.isFinished == right.isFinished ? left.sequence < right.sequence : left.isFinished
            }
        },
        culling("cull-last-added", "the record added last is culled first") { policy in
            policy.goesBefore = { $0.sequence > $1.sequence }
        },
        culling("cull-by-name", "the record with the first msg_id is culled first") { policy in
            policy.goesBefore = { left, right in
                left.isFinished == right.isFinished
                    ? ExactText(left.msgID) < ExactText(right.msgID) : left.isFinished
            }
        },
        culling("cull-by-wall-clock", "the record oldest by local time is culled first") { policy in
            policy.goesBefore = { left, right in
                let (one, other) = (left.submitted?.wall.microseconds ?? 0, right.submitted?.wall.microseconds ?? 0)
                return left.isFinished == right.isFinished ? one < other : left.isFinished
            }
        },
        culling("cull-pending-first", "pending records are culled first") { policy in
            policy.goesBefore = { left, right in
                left.isFinished == right.isFinished ? Culling.oldest(left, right) : right.isFinished
            }
        },
        culling("cull-oldest-of-all", "the oldest record is culled first, pending or not") {
            $0.goesBefore = Culling.oldest
        },
        culling("cull-largest-first", "the largest record is culled first") { policy in
            policy.goesBefore = { left, right in
                left.bytes == right.bytes ? Culling.finishedAndOldest(left, right) : left.bytes > right.bytes
            }
        },
    ]

    private static let recollection = [
        culling("culled-unknown", "a culled msg_id raises the error of an unknown one") { $0.recollection = .never },
        culling("culled-soon-unknown", "only the last five culled msg_ids are remembered") {
            $0.recollection = .last(5)
        },
        culling("culled-forever", "a culled msg_id stays culled when it is added again") { $0.recollection = .forever },
        culling("culled-everywhere", "a msg_id culled in one database is culled in the next") {
            $0.recollection = .everywhere
        },
        culling("culled-other-word", "the message says `removed`, not `culled`") {
            $0.message = "the record was removed"
        },
        culling("culled-value-error", "a culled msg_id raises LookupError") { $0.errorType = "LookupError" },
        culling("culled-still-found", "a culled record can be found") { $0.keepsRecords = true },
        culling("culled-revived-by-update", "an update adds a culled record again") { $0.updateRevives = true },
        Mutant(
            "culled-update-silent", .culling, "updating a culled msg_id is silently ignored", isTolerable: true,
            .silence { request, error in request.databaseMethod == .update && error.message.contains("culled") },
            .culling(Culling())),
    ]

    private static func culling(_ name: String, _ summary: String, _ change: (inout Culling) -> Void) -> Mutant {
        var policy = Culling()
        change(&policy)
        return Mutant(name, .culling, summary, .culling(policy))
    }
}
