import Fuzzing
import TaskDatabases
import Wire

extension Mutant {
    /// Faults of culling.
    static let culling = limits + amounts + order + (newest + rare).map(\.outsideFuzzing) + recollection

    private static let limits = [
        culling("cull-never-by-count", "`record_limit` is ignored") { $0.isLimitOfRecords = false },
        culling("cull-never-by-size", "`size_limit` is ignored") { $0.isLimitOfBytes = false },
        culling("cull-one-too-many", "one record more than `record_limit` is kept") { $0.recordsMore = 1 },
        culling("cull-one-too-early", "a record is culled as soon as `record_limit` is reached") {
            $0.recordsMore = -1
        },
        culling("cull-size-too-early", "a record is culled as soon as `size_limit` is reached") { $0.bytesMore = -1 },
        culling("cull-size-too-late", "buffers may exceed `size_limit` by half") { $0.bytesMore = 500 },
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
        culling("cull-dropped-count", "the buffers of dropped records still count") { $0.freedBytes = { _ in 0 } },
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

    private static let amounts = [
        culling("cull-fraction-to-zero", "with a small `record_limit`, a tenth of it rounds to no record") {
            $0.amount = { limit, _, fraction in Int(Double(limit) * fraction) }
        },
        culling("cull-all", "every record is culled at once") { policy in
            policy.amount = { limit, _, _ in limit + 1 }
            policy.cullsNewest = true
        },
        // The limits that fuzzing tries are so small that half of one is a rounded tenth and the surplus.
        culling("cull-half", "half of the records are culled at once") {
            $0.amount = { limit, surplus, _ in max(surplus, limit / 2) }
        }.outsideFuzzing,
        culling("cull-twice-as-many", "twice as many records are culled as is allowed") {
            $0.amount = { limit, surplus, fraction in 2 * (surplus + Int(Double(limit) * fraction)) }
        },
        culling("cull-half-the-size", "records are culled until half of `size_limit` is left") {
            $0.bytesLeft = { limit, _ in limit / 2 }
        },
    ]

    private static let order = [
        culling("cull-newest-first", "the newest record is culled first") { policy in
            policy.goesBefore = { left, right in Culling.finishedAndOldest(right, left) }
            policy.cullsNewest = true
        },
        culling("cull-in-order-added", "the record added first is culled first") { policy in
            policy.goesBefore = { left, right in
                left.isFinished == right.isFinished ? left.sequence < right.sequence : left.isFinished
            }
        },
        culling("cull-last-added", "the record added last is culled first") { policy in
            policy.goesBefore = { $0.sequence > $1.sequence }
            policy.cullsNewest = true
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
        culling("cull-pending-first", "pending records are culled first", isTolerable: true) { policy in
            policy.goesBefore = { left, right in
                left.isFinished == right.isFinished ? Culling.Entry.isOlder(left, right) : right.isFinished
            }
        },
        culling("cull-oldest-of-all", "the oldest record is culled first, pending or not", isTolerable: true) {
            $0.goesBefore = Culling.Entry.isOlder
        },
        culling("cull-undated-first", "records without a date are culled first") { policy in
            policy.goesBefore = { left, right in
                guard left.isFinished == right.isFinished else { return left.isFinished }
                guard (left.submitted == nil) == (right.submitted == nil) else { return left.submitted == nil }
                return Culling.Entry.isOlder(left, right)
            }
        },
        culling("cull-largest-first", "the largest record is culled first") { policy in
            policy.goesBefore = { left, right in
                left.bytes == right.bytes ? Culling.finishedAndOldest(left, right) : left.bytes > right.bytes
            }
        },
    ]

    private static let newest = [
        culling("cull-newest-too", "the newest record is culled if it is finished, and the others are pending") {
            $0.cullsNewest = true
        },
        culling("cull-not-the-added", "the record that was just added is never culled, however old it is") {
            $0.isNewer = { $0.sequence > $1.sequence }
        },
        culling("cull-once", "a record that was culled and added again is never culled again") {
            $0.passesOverCulledBefore = true
        },
        culling("cull-dropped-as-added", "a dropped record frees only the bytes that it had when it was added") {
            $0.freedBytes = { $0.addedBytes }
        },
        culling("cull-unknown-counts", "the buffers in an update of an unknown record count") {
            $0.countsUnknownUpdates = true
        },
    ]

    private static let rare = [
        culling("cull-zero-is-unlimited", "a limit of 0 is no limit") { $0.zeroIsUnlimited = true },
        culling("cull-fraction-of-one-takes-all", "with a `cull_fraction` of 1 the newest record goes, too") {
            $0.fractionOfOneTakesAll = true
        },
        culling("cull-by-former-date", "a record whose date was removed is culled by its former date") {
            $0.keepsFormerDates = true
        },
        Mutant(
            "culled-history-remembered", .culling,
            "a history that was read before an update stays, whatever that culls",
            .rememberingInDatabase(Value?.none) { request, next, history in
                let isDated = request.record?["submitted"] != nil
                if isDated || request.databaseMethod != .update, Method.writes.contains(request.databaseMethod) {
                    history.use { $0 = nil }
                }
                if request == .getHistory, let before = history.use({ $0 }) { return before }
                let reply = try await next(request)
                if request == .getHistory { history.use { $0 = reply } }
                return reply
            }, .culling(Culling())),
        culling("cull-keeps-too-large", "a record larger than `size_limit` stays beside those without buffers") {
            policy in
            policy.passesOverEmpty = true
            policy.keepsTooLarge = true
        },
        culling("culled-twice-no-updates", "a record whose msg_id was culled twice cannot be updated") {
            $0.refusesUpdatesAfter = 2
        },
    ]

    private static let recollection = [
        culling("culled-unknown", "a culled msg_id raises the error of an unknown one", isTolerable: true) {
            $0.recollection = .never
        },
        culling("culled-soon-unknown", "only the last culled msg_id is remembered", isTolerable: true) {
            $0.recollection = .last(1)
        },
        culling("culled-forever", "a culled msg_id stays culled when it is added again") { $0.recollection = .forever },
        culling("culled-everywhere", "a msg_id culled in one database is culled in the next") {
            $0.recollection = .everywhere
        },
        culling("culled-other-word", "the message says `removed`, not `culled`", isTolerable: true) {
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

    static func culling(
        _ name: String, _ summary: String, isTolerable: Bool = false, _ change: (inout Culling) -> Void
    ) -> Mutant {
        var policy = Culling()
        change(&policy)
        return Mutant(name, .culling, summary, isTolerable: isTolerable, .culling(policy))
    }
}
