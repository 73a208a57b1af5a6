import Backends
import Conformance
import Fuzzing
import TaskDatabases
import Wire

extension Variant {
    /// All variants.
    package static let all = orders + errors + dates + records + comparisons + culling

    private static let orders = [
        Variant(
            "find-reversed", "`find_records` returns records in reverse order",
            .replies(to: .find) { reply, _ in .list(Array((reply.list ?? []).reversed())) }),
        Variant(
            "find-shuffled", "`find_records` returns records in an order that changes",
            .remembering(1) { request, next, count in
                let reply = try await next(request)
                guard request.databaseMethod == .find, let records = reply.list, !records.isEmpty else { return reply }
                let turn =
                    count.use {
                        $0 += 7
                        return $0
                    } % records.count
                return .list(Array(records[turn...] + records[..<turn]))
            }),
        Variant(
            "keys-reversed", "the keys of a record come in another order",
            .recordsOut { Document($0.reversed().map { ($0.name, $0.value) }) }),
        Variant(
            "history-ties-reversed", "of tasks of the same moment the one added last comes first",
            .method(.history) { _, next in
                let all = try await next(.findRecords(check: ["submitted": ["$ne": nil]], keys: ["submitted"])).records
                let sorted = all.enumerated().sorted { left, right in
                    let (one, other) = (left.element["submitted"]?.instant, right.element["submitted"]?.instant)
                    guard let one, let other, one != other else { return left.offset > right.offset }
                    return one < other
                }
                return .list(sorted.map { .text($0.element.msgID) })
            }),
        Variant(
            "history-undated-last", "tasks without a date are in the history, at its end",
            .method(.history) { request, next in
                let undated = try await next(.findRecords(check: ["submitted": nil], keys: ["submitted"])).records
                return .list(try await next(request).list.map { $0 + undated.map { .text($0.msgID) } } ?? [])
            }),
    ]

    private static let errors = [
        Variant(
            "key-error-derived", "every error is of a class derived from KeyError",
            .errors(
                [.add, .get, .update, .drop, .dropMatching, .find], as: "NoSuchTask",
                bases: ["KeyError", "LookupError", "Exception"])),
        Variant(
            "unknown-quiet", "updating or dropping an unknown msg_id is silently ignored",
            .silence { request, _ in
                request.databaseMethod == .drop || request.databaseMethod == .update && request.isFreeOfWrongDates
            }),
        Variant(
            "errors-of-its-own", "other errors are raised where KeyError is only advised",
            .errors([.add, .update, .drop, .dropMatching, .find], as: "OperationFailure")),
    ]

    private static let dates = [
        Variant(
            "dates-in-another-zone", "dates are returned with the offset +05:30",
            .recordsOut { record in
                record.mapped { value in
                    value.instant.map { .instant(Instant(microseconds: $0.microseconds, offsetMinutes: 330)) } ?? value
                }
            }),
        Variant(
            "dates-in-milliseconds", "dates are kept to the millisecond",
            .requests { request in
                let cut = { (document: Document) in
                    document.mapped { value in value.instant.map { .instant($0.rounded(to: 1000)) } ?? value }
                }
                if let record = request.record { return request.replacing(record: cut(record)) }
                return request.check.map { request.replacing(check: cut($0)) } ?? request
            }),
        Variant(
            "dates-in-utc", "the zones of dates are lost: dates are in UTC",
            capabilities: BackendInfo.dictDB.capabilities.filter { $0 != BackendInfo.offsets },
            .recordsIn { record in
                record.mapped { value in
                    value.instant.map { .instant(Instant(microseconds: $0.microseconds)) } ?? value
                }
            }),
    ]

    private static let records = [
        Variant(
            "extra-id", "whole records have an `_id` of the database's own",
            .handling { request, next in
                let reply = try await next(request)
                let isWhole: Bool =
                    switch request {
                    case .getRecord: true
                    case .findRecords(_, let keys): keys?.isEmpty ?? true
                    default: false
                    }
                return isWhole ? reply.mapRecords { $0.setting("_id", .text("id of \($0.msgID)")) } : reply
            }),
        Variant(
            "own-name-kept", "a record keeps its own `msg_id`",
            .rememberingInDatabase([ExactText: Value]()) { request, next, names in
                let reply = try await next(request)
                if case .addRecord(let id, let record) = request { names.use { $0[ExactText(id)] = record["msg_id"] } }
                guard request.databaseMethod == .get || request.databaseMethod == .find else { return reply }
                return reply.mapRecords { record in
                    record.setting("msg_id", names.use { $0[ExactText(record.msgID)] } ?? record["msg_id"])
                }
            }),
        Variant(
            "no-capabilities", "no optional operator, no limits", capabilities: [],
            .handling { request, next in
                let optional = ["$glob", "$exists", "$all", "$mod"]
                if request.check?.conditions.contains(where: { optional.contains($0.name) }) ?? false {
                    throw RaisedError(
                        type: "KeyError", bases: ["LookupError", "Exception"], message: "no such operator")
                }
                return try await next(request)
            }),
        Variant(
            "keys-unknown-as-none", "a key that no record has is returned as None",
            .unknownKeysAsNone),
        Variant(
            "references-kept", "records and updates are stored without a copy",
            aliasing: Aliasing(keeps: ["add_record": .copied(levels: 0), "update_record": .copied(levels: 0)])),
        Variant(
            "other-keys-lost", "a key that is not one of the 23 is not stored",
            .recordsIn { $0.withoutOtherKeys }),
        Variant(
            "renaming-refused", "an update with another `msg_id` is refused",
            .refusing { request in
                guard case .updateRecord(let id, let changes) = request, let other = changes["msg_id"] else {
                    return false
                }
                return other != .text(id)
            }),
    ]

    private static let comparisons = [
        Variant(
            "true-is-one", "True is equal to 1, and False to 0, as in Python",
            .comparing { held, operand in
                switch (held, operand) {
                case (.bool, _), (_, .bool): held.truthAsInteger.matches(operand.truthAsInteger)
                default: nil
                }
            }),
        Variant(
            "bytes-unordered", "bytes have no order",
            .testing { condition, _ in
                if condition.isRange, case .bytes = condition.operand { false } else { nil }
            }),
        Variant(
            "fields-unknown-refused", "a check of a key that no record has is refused",
            .refusing("KeyError", bases: ["LookupError", "Exception"]) { request in
                request.check?.names.contains { !TaskRecord.keys.contains($0) } ?? false
            }),
    ]

    private static let culling = [
        culling("culls-one-at-a-time", "no more records are culled than necessary") { policy in
            policy.amount = { _, surplus, _ in surplus }
            policy.bytesLeft = { limit, _ in limit }
        },
        culling("culls-by-age", "the oldest record is culled first, pending or not") {
            $0.goesBefore = Culling.Entry.isOlder
        },
        culling("culled-without-word", "the message for a culled record does not say `culled`") {
            $0.message = "no such record"
        },
        culling("culled-soon-unknown", "only the latest culled msg_id is remembered") { $0.recollection = .last(1) },
        culling("culls-too-large-first", "a record larger than `size_limit` is culled before older ones") {
            $0.cullsTooLargeFirst = true
        },
        culling("keeps-without-buffers", "records without buffers are kept where `size_limit` is exceeded") {
            $0.passesOverEmpty = true
        },
        Variant(
            "limits-and-persistence", "SQLiteDB with limits",
            capabilities: BuiltInDatabase.sqlitedb.info.capabilities + ["culling"], database: .sqlitedb,
            .culling(Culling())),
    ]

    private static func culling(_ name: String, _ summary: String, _ change: (inout Culling) -> Void) -> Variant {
        var policy = Culling()
        change(&policy)
        return Variant(name, summary, limits: LimitsJudge.noLimits, .culling(policy))
    }
}

extension Value {
    /// 1 for True, 0 for False, and other values as they are.
    fileprivate var truthAsInteger: Value {
        if case .bool(let bool) = self { .integer(bool ? 1 : 0) } else { self }
    }
}
